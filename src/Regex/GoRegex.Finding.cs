using Steersman.Regex.Matching;

namespace Steersman.Regex;

/// <content>Finding matches.</content>
/// <remarks>
/// Searches end with an <see cref="OperationCanceledException"/> when their token is cancelled. Those with many results say before each how much memory it
/// takes, in UTF-16 units; what the callback throws ends them.
/// </remarks>
public sealed partial class GoRegex
{
    // What a group of a match, or its rest, takes of memory.
    private const long MatchCharge = 32;

    /// <summary>True where the text holds a match.</summary>
    public bool MatchString(string text, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryMatch(text, 0, [], stop);
    }

    /// <summary>The leftmost match; "" also where there is none.</summary>
    public string FindString(string text, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        Span<int> slots = stackalloc int[2];
        return TryMatch(text, 0, slots, stop) ? text[slots[0]..slots[1]] : "";
    }

    /// <summary>Begin and end of the leftmost match in bytes; null where there is none.</summary>
    public int[]? FindStringIndex(string text, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        int[] slots = new int[2];
        return TryMatch(text, 0, slots, stop) ? ByteOffsets.Of(text, slots) : null;
    }

    /// <summary>The leftmost match and its groups, null for a group that took no part; null where there is no match.</summary>
    public string?[]? FindStringSubmatch(string text, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        int[] slots = new int[_program.Slots];
        return TryMatch(text, 0, slots, stop) ? Groups(text, slots) : null;
    }

    /// <summary>Begin and end of the leftmost match and of its groups in bytes, -1 for a group that took no part; null where there is no match.</summary>
    public int[]? FindStringSubmatchIndex(string text, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        int[] slots = new int[_program.Slots];
        return TryMatch(text, 0, slots, stop) ? ByteOffsets.Of(text, Pad(slots)) : null;
    }

    /// <summary>The matches one after the other, at most <paramref name="limit"/>, all where it is negative; null where there are none.</summary>
    public string[]? FindAllString(string text, int limit, Action<long>? charge = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<string> all = [];
        foreach (int[] slots in Matches(text, limit, 2, charge, stop))
        {
            all.Add(text[slots[0]..slots[1]]);
        }

        return all.Count == 0 ? null : [.. all];
    }

    /// <summary>As <see cref="FindAllString"/>, begin and end of each in bytes.</summary>
    public int[][]? FindAllStringIndex(string text, int limit, Action<long>? charge = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        return OrNull(Matches(text, limit, 2, charge, stop).Select(slots => ByteOffsets.Of(text, slots)));
    }

    /// <summary>As <see cref="FindAllString"/>, each with its groups.</summary>
    public string?[][]? FindAllStringSubmatch(string text, int limit, Action<long>? charge = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        return OrNull(Matches(text, limit, _program.Slots, charge, stop).Select(slots => Groups(text, slots)));
    }

    /// <summary>As <see cref="FindAllString"/>, begin and end of each and of its groups in bytes.</summary>
    public int[][]? FindAllStringSubmatchIndex(string text, int limit, Action<long>? charge = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        return OrNull(Matches(text, limit, _program.Slots, charge, stop).Select(slots => ByteOffsets.Of(text, Pad(slots))));
    }

    /// <summary>The texts between matches, at most <paramref name="limit"/> with the rest in the last, all where it is negative; null where it is 0.</summary>
    public string[]? Split(string text, int limit, Action<long>? charge = null, CancellationToken stop = default) => Split(text, limit, out _, charge, stop);

    /// <summary>As <see cref="Split(string, int, Action{long}, CancellationToken)"/>, with the number of matches: for so many texts Go makes room.</summary>
    public string[]? Split(string text, int limit, out int matches, Action<long>? charge = null, CancellationToken stop = default)
    {
        matches = 0;
        ArgumentNullException.ThrowIfNull(text);
        if (limit == 0)
        {
            return null;
        }

        if (Pattern.Length > 0 && text.Length == 0)
        {
            return [""];
        }

        List<string> parts = [];
        int begin = 0;
        int end = 0;
        foreach (int[] slots in Matches(text, limit, 2, charge, stop))
        {
            matches++;
            if (limit > 0 && parts.Count == limit - 1)
            {
                break;
            }

            end = slots[0];
            if (slots[1] != 0)
            {
                parts.Add(text[begin..end]);
            }

            begin = slots[1];
        }

        if (end != text.Length)
        {
            parts.Add(text[begin..]);
        }

        return [.. parts];
    }

    private static T[]? OrNull<T>(IEnumerable<T> items)
    {
        T[] all = [.. items];
        return all.Length == 0 ? null : all;
    }

    // The matches by their places in UTF-16. An empty match right behind a match is none.
    private IEnumerable<int[]> Matches(string text, int limit, int slotCount, Action<long>? charge, CancellationToken stop)
    {
        int previousEnd = -1;
        int count = 0;
        for (int at = 0; at <= text.Length && (limit < 0 || count < limit);)
        {
            int[] slots = new int[slotCount];
            if (!TryMatch(text, at, slots, stop))
            {
                yield break;
            }

            bool isAccepted = true;
            if (slots[1] == at)
            {
                isAccepted = slots[0] != previousEnd;
                RuneReader.Read(text, at, out int width);
                at += Math.Max(width, 1);
            }
            else
            {
                at = slots[1];
            }

            previousEnd = slots[1];
            if (isAccepted)
            {
                count++;
                charge?.Invoke(slotCount * MatchCharge / 2);
                yield return slots;
            }
        }
    }

    private string?[] Groups(string text, int[] slots)
    {
        string?[] groups = new string?[_names.Length];
        for (int index = 0; index < groups.Length && (2 * index) < slots.Length; index++)
        {
            groups[index] = slots[2 * index] < 0 ? null : text[slots[2 * index]..slots[(2 * index) + 1]];
        }

        return groups;
    }

    // A group of an {0} repetition is not in the program, but among the groups.
    private int[] Pad(int[] slots)
    {
        int[] padded = new int[2 * _names.Length];
        padded.AsSpan().Fill(-1);
        slots.CopyTo(padded.AsSpan());
        return padded;
    }
}
