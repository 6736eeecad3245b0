using System.Text;
using Steersman.Regex.Matching;

namespace Steersman.Regex;

/// <content>Replacing matches.</content>
public sealed partial class GoRegex
{
    /// <summary>The text with every match replaced by a template, in which <c>$1</c>, <c>${1}</c>, <c>$name</c> and <c>${name}</c> stand for groups and <c>$$</c> for <c>$</c>.</summary>
    public string ReplaceAllString(string text, string template, Action<long>? charge = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(template);
        return template.Contains('$', StringComparison.Ordinal)
            ? ReplaceAll(text, _program.Slots, (result, slots) => ReplacementTemplate.Expand(result, template, text, slots, _names), charge, stop)
            : ReplaceAllLiteralString(text, template, charge, stop);
    }

    /// <summary>The text with every match replaced by another text as it is.</summary>
    public string ReplaceAllLiteralString(string text, string replacement, Action<long>? charge = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        return ReplaceAll(text, 2, (result, _) => result.Append(replacement), charge, stop);
    }

    /// <summary>The text with every match replaced by what a function makes of it.</summary>
    public string ReplaceAllStringFunc(string text, Func<string, string> replace, Action<long>? charge = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(replace);
        return ReplaceAll(text, 2, (result, slots) => result.Append(replace(text[slots[0]..slots[1]])), charge, stop);
    }

    private string ReplaceAll(string text, int slotCount, Action<StringBuilder, int[]> append, Action<long>? charge, CancellationToken stop)
    {
        int[] slots = new int[slotCount];
        StringBuilder? result = null;
        charge?.Invoke(text.Length);
        int lastEnd = 0;
        for (int at = 0; at <= text.Length && TryMatch(text, at, slots, stop);)
        {
            result ??= new StringBuilder(text.Length);
            result.Append(text, lastEnd, slots[0] - lastEnd);
            // No empty match right behind another match.
            if (slots[1] > lastEnd || slots[0] == 0)
            {
                int before = result.Length;
                append(result, slots);
                charge?.Invoke(result.Length - before);
            }

            lastEnd = slots[1];
            RuneReader.Read(text, at, out int width);
            at = Math.Max(at + Math.Max(width, 1), lastEnd);
        }

        return result is null ? text : result.Append(text, lastEnd, text.Length - lastEnd).ToString();
    }
}
