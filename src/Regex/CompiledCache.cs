using System.Collections.Concurrent;

namespace Steersman.Regex;

/// <summary>Expressions compiled before, by pattern: templates compile the same few again and again. Bounded, and safe for many threads.</summary>
internal static class CompiledCache
{
    private const int MaxEntries = 512;
    private const int MaxPatternLength = 1024;
    private const int MaxInstructions = 2000;

    private static readonly ConcurrentDictionary<string, GoRegex> Entries = new(StringComparer.Ordinal);

    public static GoRegex? Find(string pattern) => Entries.GetValueOrDefault(pattern);

    public static void Keep(GoRegex regex)
    {
        if (regex.Pattern.Length > MaxPatternLength || regex.InstructionCount > MaxInstructions)
        {
            return;
        }

        if (Entries.Count >= MaxEntries)
        {
            Entries.Clear();
        }

        Entries[regex.Pattern] = regex;
    }
}
