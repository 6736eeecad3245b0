using System.Runtime.CompilerServices;

namespace Steersman.Conformance;

/// <summary>The cases that are known to differ, one <c>chart/case</c> a line. The list may only shrink; <c>STEERSMAN_CORPUS_KNOWN=0</c> puts it out of force.</summary>
internal static class KnownFailures
{
    public static IReadOnlySet<string> Load()
    {
        if (Environment.GetEnvironmentVariable("STEERSMAN_CORPUS_KNOWN") is "0")
        {
            return new HashSet<string>();
        }

        using StreamReader reader = new(typeof(KnownFailures).Assembly.GetManifestResourceStream("KnownFailures.txt")!);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Writes the list anew in the source tree, where <c>STEERSMAN_CORPUS_RECORD=1</c> asks for it.</summary>
    /// <returns>True where it did.</returns>
    public static bool Record(IEnumerable<string> failing, [CallerFilePath] string here = "")
    {
        if (Environment.GetEnvironmentVariable("STEERSMAN_CORPUS_RECORD") is not "1")
        {
            return false;
        }

        File.WriteAllLines(Path.Combine(Path.GetDirectoryName(here)!, "KnownFailures.txt"), failing.Order(StringComparer.Ordinal));
        return true;
    }
}
