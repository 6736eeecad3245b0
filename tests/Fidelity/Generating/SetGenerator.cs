using System.Text;

namespace Steersman.Fidelity.Generating;

/// <summary>Makes lines as <c>--set</c> takes them, one in five with a damaged character.</summary>
internal sealed class SetGenerator(Random random)
{
    private static readonly string[] Names = ["a", "b", "c", "map", "list", "text", "a-b", "x\\.y", "é", "1", "true", "a b", "\"q\"", "", "global", "null"];
    private static readonly string[] Indexes = ["[0]", "[1]", "[2]", "[3]", "[0][1]", "[-1]", "[x]", "[]", "[65537]", "[ 1 ]", "[01]", "[", "[1"];
    private static readonly string[] Scalars =
    [
        "1", "0", "-1", "01", "+1", "1.5", "1e3", "0x1F", "1_000", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "true", "false", "TRUE", "null", "Null", "~", "", " ", "x", "hello world",
        "\\,", "a\\,b", "\\{x", "\\\\", "\\", "é", "日本", "\"1\"", "'x'", "a=b", "=", "a.b", "[1]", "a[0]", "1 ", " 1", "\n", "\t", "{", "}", "x}", "-", "0.0", "00", "inf", "nan", "yes", "😀", "#", "a: b", "{{ x }}", "\\[0\\]", "$",
    ];

    private const string Odd = ",=.[]{}\\ \"'0a-é\n:#";

    public string Next()
    {
        StringBuilder line = new();
        for (int count = random.Next(6) == 0 ? 2 : 1; count > 0; count--)
        {
            line.Append(line.Length > 0 ? "," : "").Append(Path()).Append(random.Next(20) == 0 ? "" : "=").Append(Value(2));
        }

        return random.Next(5) == 0 ? Damaged(line) : line.ToString();
    }

    private string Path()
    {
        StringBuilder path = new();
        for (int count = random.Next(1, 4); count > 0; count--)
        {
            path.Append(path.Length > 0 ? "." : "").Append(random.Next(3) == 0 ? Pick(Names) : Pick(["a", "b", "list", "map"])).Append(random.Next(4) == 0 ? Pick(Indexes) : "");
        }

        return path.ToString();
    }

    private string Value(int depth) => random.Next(5) > 0 || depth == 0
        ? Pick(Scalars)
        : "{" + string.Join(random.Next(10) == 0 ? ", " : ",", Enumerable.Range(0, random.Next(0, 4)).Select(_ => Value(depth - 1))) + (random.Next(10) == 0 ? "" : "}") + (random.Next(15) == 0 ? "x" : "");

    private string Damaged(StringBuilder line)
    {
        int at = random.Next(line.Length + 1);
        if (at < line.Length && random.Next(3) == 0 && !char.IsSurrogate(line[at]))
        {
            return line.Remove(at, 1).ToString();
        }

        return at < line.Length && char.IsLowSurrogate(line[at]) ? line.ToString() : line.Insert(at, Odd[random.Next(Odd.Length)]).ToString();
    }

    private string Pick(string[] choices) => choices[random.Next(choices.Length)];
}
