using System.IO.Compression;
using System.Text.Json;

namespace Steersman.Vectors;

/// <summary>The lines of one group: from the folder of <c>STEERSMAN_VECTORS</c>, the repository's compressed copy, or <c>STEERSMAN_SUITE_VECTORS</c>.</summary>
internal sealed class VectorSource : IDisposable
{
    private readonly StreamReader _lines;

    private VectorSource(Stream stream, bool hasKnownFailures)
    {
        _lines = new StreamReader(stream);
        HasKnownFailures = hasKnownFailures;
    }

    /// <summary>False where the folder was named from outside: no list is in force there.</summary>
    public bool HasKnownFailures { get; }

    /// <summary>Opens a group; null where the folder in force has no such file.</summary>
    public static VectorSource? Open(string name)
    {
        if (Environment.GetEnvironmentVariable("STEERSMAN_VECTORS") is { Length: > 0 } folder)
        {
            string file = Path.Combine(folder, name + ".jsonl");
            return File.Exists(file) ? new VectorSource(File.OpenRead(file), hasKnownFailures: false) : null;
        }

        if (typeof(VectorSource).Assembly.GetManifestResourceStream($"Data/{name}.jsonl.gz") is { } packed)
        {
            return new VectorSource(new GZipStream(packed, CompressionMode.Decompress), hasKnownFailures: true);
        }

        // The vectors over public suites are not copied into the repository; they are read where they are.
        if (Environment.GetEnvironmentVariable("STEERSMAN_SUITE_VECTORS") is { Length: > 0 } suites && File.Exists(Path.Combine(suites, name + ".jsonl")))
        {
            return new VectorSource(File.OpenRead(Path.Combine(suites, name + ".jsonl")), hasKnownFailures: true);
        }

        return null;
    }

    public IEnumerable<JsonElement> Cases()
    {
        while (_lines.ReadLine() is { } line)
        {
            if (line.Length == 0)
            {
                continue;
            }

            using JsonDocument document = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = 2048 });
            yield return document.RootElement;
        }
    }

    public void Dispose() => _lines.Dispose();
}
