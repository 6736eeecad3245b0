using System.Runtime.CompilerServices;

namespace Steersman.Vectors;

/// <summary>The ids of a group that are known to fail, from <c>Known/&lt;folder&gt;/&lt;file&gt;.txt</c>: one a line, or the one line <c>not built</c>.</summary>
internal sealed class KnownFailures(IReadOnlySet<string> ids, bool isNotBuilt)
{
    private const string NotBuilt = "not built";

    public static KnownFailures None { get; } = new(new HashSet<string>(StringComparer.Ordinal), isNotBuilt: false);

    /// <summary>True where the group's project is not there yet: every case is known to fail.</summary>
    public bool IsNotBuilt { get; } = isNotBuilt;

    public IReadOnlySet<string> Ids { get; } = ids;

    public bool Contains(string id) => IsNotBuilt || Ids.Contains(id);

    public static KnownFailures Load(string name)
    {
        using Stream? stream = typeof(KnownFailures).Assembly.GetManifestResourceStream($"Known/{name}.txt");
        if (stream is null)
        {
            return None;
        }

        using StreamReader reader = new(stream);
        HashSet<string> ids = new(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0)
            {
                ids.Add(line);
            }
        }

        return new KnownFailures(ids, ids.Count == 1 && ids.Contains(NotBuilt));
    }

    /// <summary>Writes the list anew in the source tree (<c>STEERSMAN_VECTORS_RECORD=1</c>); a group without failures has no file.</summary>
    public static void Record(string name, IReadOnlyCollection<string> failing, [CallerFilePath] string here = "")
    {
        string file = Path.Combine(Path.GetDirectoryName(here)!, "Known", name + ".txt");
        if (failing.Count == 0)
        {
            File.Delete(file);
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllLines(file, failing.Order(StringComparer.Ordinal));
    }
}
