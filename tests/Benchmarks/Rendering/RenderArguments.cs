namespace Steersman.Benchmarks.Rendering;

/// <summary>What to compare.</summary>
/// <param name="Charts">The folder of the charts: archives, and folders with a Chart.yaml.</param>
/// <param name="Helmbench">The program that measures real Helm.</param>
/// <param name="Json">A file to write the figures to; null for none.</param>
internal sealed record RenderArguments(string Charts, string Helmbench, string? Json)
{
    public const string Usage = "usage: render --charts FOLDER --helmbench PROGRAM [--json FILE]";

    /// <summary>The arguments of a command line; null where they are none.</summary>
    public static RenderArguments? Parse(ReadOnlySpan<string> args)
    {
        string? charts = null, helmbench = null, json = null;
        for (; args.Length >= 2; args = args[2..])
        {
            switch (args[0])
            {
                case "--charts":
                    charts = args[1];
                    break;
                case "--helmbench":
                    helmbench = args[1];
                    break;
                case "--json":
                    json = args[1];
                    break;
                default:
                    return null;
            }
        }

        return args.IsEmpty && charts is not null && helmbench is not null ? new RenderArguments(charts, helmbench, json) : null;
    }

    /// <summary>The charts of the folder, in the order of their names.</summary>
    public IReadOnlyList<string> ChartPaths() =>
    [
        .. Directory.EnumerateFileSystemEntries(Charts)
            .Where(static path => path.EndsWith(".tgz", StringComparison.Ordinal) || path.EndsWith(".tar.gz", StringComparison.Ordinal) || File.Exists(Path.Combine(path, "Chart.yaml")))
            .Order(StringComparer.Ordinal),
    ];
}
