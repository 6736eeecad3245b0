using System.Text;

namespace Steersman.Regex;

/// <summary>The templates of replacements, as Go's <c>Regexp.Expand</c> reads them.</summary>
internal static class ReplacementTemplate
{
    private const int MaxNumber = 100_000_000;

    /// <summary>Appends the template with its variables filled in; one that names no group that took part is empty.</summary>
    public static void Expand(StringBuilder result, ReadOnlySpan<char> template, string text, ReadOnlySpan<int> slots, string[] names)
    {
        while (true)
        {
            int dollar = template.IndexOf('$');
            if (dollar < 0)
            {
                result.Append(template);
                return;
            }

            result.Append(template[..dollar]);
            template = template[(dollar + 1)..];
            if (template.StartsWith('$'))
            {
                result.Append('$');
                template = template[1..];
                continue;
            }

            int used = ReadName(template, out ReadOnlySpan<char> name);
            if (used == 0)
            {
                result.Append('$');
                continue;
            }

            template = template[used..];
            int group = Find(name, slots, names);
            if (group >= 0 && (2 * group) + 1 < slots.Length && slots[2 * group] >= 0)
            {
                result.Append(text.AsSpan(slots[2 * group]..slots[(2 * group) + 1]));
            }
        }
    }

    private static int ReadName(ReadOnlySpan<char> template, out ReadOnlySpan<char> name)
    {
        int start = template.StartsWith('{') ? 1 : 0;
        int end = start;
        while (end < template.Length
            && Rune.DecodeFromUtf16(template[end..], out Rune rune, out int width) == System.Buffers.OperationStatus.Done
            && (Rune.IsLetter(rune) || Rune.IsDigit(rune) || rune.Value == '_'))
        {
            end += width;
        }

        name = template[start..end];
        if (name.IsEmpty)
        {
            return 0;
        }

        if (start == 0)
        {
            return end;
        }

        return end < template.Length && template[end] == '}' ? end + 1 : 0;
    }

    private static int Find(ReadOnlySpan<char> name, ReadOnlySpan<int> slots, string[] names)
    {
        if (TryReadNumber(name, out int number))
        {
            return number;
        }

        for (int index = 0; index < names.Length; index++)
        {
            if (name.SequenceEqual(names[index]) && (2 * index) + 1 < slots.Length && slots[2 * index] >= 0)
            {
                return index;
            }
        }

        return -1;
    }

    private static bool TryReadNumber(ReadOnlySpan<char> name, out int number)
    {
        number = 0;
        foreach (char unit in name)
        {
            if (!char.IsAsciiDigit(unit) || number >= MaxNumber)
            {
                return false;
            }

            number = (number * 10) + unit - '0';
        }

        return name.Length == 1 || name[0] != '0';
    }
}
