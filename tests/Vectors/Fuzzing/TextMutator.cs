using System.Text;
using System.Text.Json;

namespace Steersman.Vectors.Fuzzing;

/// <summary>Makes new texts of old ones: cuts, copies, swaps, nests and strews pieces in.</summary>
internal sealed class TextMutator(Random random, string[] inputs, string[] parts)
{
    private const int MaxLength = 20_000;

    /// <summary>Characters over which readers of text stumble: bytes that are no UTF-8, separators, marks, the ends of ranges.</summary>
    private const string Odd = "\0\t\n\r\u000B\u007F\u0080\u0085\u00A0\u00E9\u0130\u2028\u2029\uDC80\uDCFF\uFEFF\uFFFD\uFFFE\uFFFF09aAzZ \"'`\\{}[]()<>:;,.-+*?!&|#%@=~^$/_";

    public string Next()
    {
        StringBuilder text = new(Pick(inputs));
        for (int changes = random.Next(1, 6); changes > 0 && text.Length < MaxLength; changes--)
        {
            Change(text);
        }

        return WellFormed(text);
    }

    /// <summary>The text as a JSON string, every surrogate escaped.</summary>
    public static string Show(string text)
    {
        StringBuilder shown = new();
        foreach (char unit in text)
        {
            shown.Append(char.IsSurrogate(unit) ? $"\\u{(int)unit:X4}" : JsonEncodedText.Encode(unit.ToString()).ToString());
        }

        return $"\"{shown}\"";
    }

    private void Change(StringBuilder text)
    {
        int at = random.Next(text.Length + 1);
        int length = Math.Min(random.Next(1, 12), text.Length - at);
        switch (random.Next(8))
        {
            case 0:
                text.Remove(at, length);
                break;
            case 1:
                text.Insert(at, Odd[random.Next(Odd.Length)]);
                break;
            case 2:
                text.Insert(at, Pick(parts));
                break;
            case 3:
                text.Insert(random.Next(text.Length + 1), text.ToString(at, length));
                break;
            case 4:
                string other = Pick(inputs);
                text.Insert(at, other[random.Next(other.Length + 1)..]);
                break;
            case 5:
                text.Remove(at, length).Insert(at, Pick(parts));
                break;
            case 6:
                text.Length = at;
                break;
            default:
                text.Insert(at, Pick(parts), random.Next(30) == 0 ? 2000 : random.Next(1, 8));
                break;
        }
    }

    /// <summary>Half a pair that a cut has left is no text of a Go program, unless it stands for a byte.</summary>
    private static string WellFormed(StringBuilder text)
    {
        for (int index = 0; index < text.Length; index++)
        {
            if (index + 1 < text.Length && char.IsSurrogatePair(text[index], text[index + 1]))
            {
                index++;
            }
            else if (char.IsSurrogate(text[index]) && text[index] is not (>= '\uDC80' and <= '\uDCFF'))
            {
                text[index] = '\uFFFD';
            }
        }

        return text.ToString();
    }

    private string Pick(string[] choices) => choices[random.Next(choices.Length)];
}
