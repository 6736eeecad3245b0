using System.Text;

namespace Steersman.Operator.Cli.Flags;

/// <summary>The first line of comma-separated values as Go's encoding/csv reads it.</summary>
internal static class CommaSeparated
{
    /// <summary>Reads the fields.</summary>
    /// <returns>Null, or what is wrong.</returns>
    public static string? Parse(string text, out IReadOnlyList<string> fields)
    {
        List<string> found = [];
        fields = found;
        int end = text.IndexOf('\n');
        string line = (end < 0 ? text : text[..end]).TrimEnd('\r');
        if (text.Length == 0)
        {
            return null;
        }

        int at = 0;
        while (true)
        {
            string? error = at < line.Length && line[at] == '"' ? Quoted(line, ref at, found) : Plain(line, ref at, found);
            if (error is not null)
            {
                found.Clear();
                return error;
            }

            if (at >= line.Length)
            {
                return null;
            }

            at++; // the comma
        }
    }

    private static string? Plain(string line, ref int at, List<string> fields)
    {
        int end = line.IndexOf(',', at);
        end = end < 0 ? line.Length : end;
        string field = line[at..end];
        int quote = field.IndexOf('"');
        if (quote >= 0)
        {
            return Error(line, at + quote, "bare \" in non-quoted-field");
        }

        fields.Add(field);
        at = end;
        return null;
    }

    private static string? Quoted(string line, ref int at, List<string> fields)
    {
        StringBuilder field = new();
        for (int index = at + 1; index < line.Length; index++)
        {
            if (line[index] != '"')
            {
                field.Append(line[index]);
            }
            else if (index + 1 < line.Length && line[index + 1] == '"')
            {
                field.Append(line[index++]);
            }
            else if (index + 1 == line.Length || line[index + 1] == ',')
            {
                fields.Add(field.ToString());
                at = index + 1;
                return null;
            }
            else
            {
                return Error(line, index, "extraneous or missing \" in quoted-field");
            }
        }

        return Error(line, line.Length, "extraneous or missing \" in quoted-field");
    }

    private static string Error(string line, int at, string problem) =>
        $"parse error on line 1, column {GoTemplate.Values.GoString.ByteLength(line.AsSpan(0, at)) + 1}: {problem}";
}
