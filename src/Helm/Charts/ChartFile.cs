using Steersman.GoTemplate.Values;

namespace Steersman.Helm.Charts;

/// <summary>A file of a chart (Helm's <c>common.File</c>): its slash path inside the chart and its bytes. Immutable.</summary>
public sealed class ChartFile
{
    private string? _text;

    public ChartFile(string name, ReadOnlyMemory<byte> data, Timestamp modTime = default)
    {
        Name = name;
        Data = data;
        ModTime = modTime;
    }

    /// <summary>Slash path relative to the chart, such as <c>templates/cm.yaml</c>.</summary>
    public string Name { get; }

    public ReadOnlyMemory<byte> Data { get; }

    /// <summary>When the file was last modified; zero where that is not known.</summary>
    public Timestamp ModTime { get; }

    /// <summary>The bytes as a Go string (<see cref="GoString"/>), decoded once.</summary>
    public string Text => _text ??= GoString.FromBytes(Data.Span);
}
