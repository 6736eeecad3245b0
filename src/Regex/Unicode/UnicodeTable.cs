using System.Collections.Frozen;
using System.Globalization;
using Steersman.Regex.Syntax;

namespace Steersman.Regex.Unicode;

/// <summary>The table of the assembly, unpacked.</summary>
internal sealed class UnicodeTable
{
    private readonly Dictionary<string, int[]> _ranges = new(StringComparer.Ordinal);
    private readonly Dictionary<int, int> _nextFold = [];
    private readonly List<(string Alias, string Name)> _aliases = [];

    private UnicodeTable()
    {
    }

    public FrozenDictionary<int, int> NextFold { get; private set; } = FrozenDictionary<int, int>.Empty;

    public int[] FoldingRunes { get; private set; } = [];

    /// <summary>By canonical name.</summary>
    public IReadOnlyDictionary<string, int[]> Ranges => _ranges;

    public static UnicodeTable Load()
    {
        UnicodeTable table = new();
        using Stream stream = typeof(UnicodeTable).Assembly.GetManifestResourceStream("unicode.txt")!;
        using StreamReader reader = new(stream);
        Dictionary<string, int[]> categories = new(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            string[] parts = line.Split(' ', 3);
            switch (parts[0])
            {
                case "category":
                    categories[parts[1]] = ReadRanges(parts[2]);
                    break;
                case "script":
                    table._ranges[UnicodeTables.Canonical(parts[1])] = ReadRanges(parts[2]);
                    break;
                case "alias":
                    table._aliases.Add((parts[1], parts[2]));
                    break;
                case "fold":
                    table.ReadFolds(parts[1], parts[2]);
                    break;
                default:
                    break;
            }
        }

        table.AddCategories(categories);
        table.NextFold = table._nextFold.ToFrozenDictionary();
        table.FoldingRunes = [.. table._nextFold.Keys.Order()];
        return table;
    }

    private void AddCategories(Dictionary<string, int[]> categories)
    {
        categories["Cn"] = RuneRanges.Negate(Union(categories.Values));
        foreach (IGrouping<char, string> kind in categories.Keys.ToArray().GroupBy(name => name[0]))
        {
            categories[kind.Key.ToString()] = Union(kind.Select(name => categories[name]));
        }

        categories["LC"] = Union([categories["Lu"], categories["Ll"], categories["Lt"]]);
        foreach ((string name, int[] ranges) in categories)
        {
            _ranges[UnicodeTables.Canonical(name)] = ranges;
        }

        foreach ((string alias, string name) in _aliases)
        {
            _ranges.TryAdd(UnicodeTables.Canonical(alias), categories[name]);
        }
    }

    private static int[] Union(IEnumerable<int[]> classes)
    {
        RuneRanges all = new();
        foreach (int[] ranges in classes)
        {
            all.AddClass(ranges);
        }

        return all.ToClass();
    }

    private static int[] ReadRanges(string text)
    {
        List<int> ranges = [];
        int end = 0;
        foreach (string token in text.Split(' '))
        {
            string[] parts = token.Split('+');
            int first = end + Hex(parts[0]);
            end = parts.Length == 1 ? first : first + Hex(parts[1]);
            ranges.Add(first);
            ranges.Add(end);
        }

        return [.. ranges];
    }

    private void ReadFolds(string kind, string text)
    {
        foreach (string token in text.Split(' '))
        {
            int[] numbers = [.. token.Split(',').Select(Hex)];
            if (kind == "orbits")
            {
                for (int index = 0; index < numbers.Length; index++)
                {
                    _nextFold[numbers[index]] = numbers[(index + 1) % numbers.Length];
                }

                continue;
            }

            for (int index = 0; index < numbers[1]; index++)
            {
                int first = numbers[0] + (index * numbers[2]);
                _nextFold[first] = first + numbers[3];
                _nextFold[first + numbers[3]] = first;
            }
        }
    }

    private static int Hex(string text) => int.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
