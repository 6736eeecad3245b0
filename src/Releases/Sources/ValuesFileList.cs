namespace Steersman.Releases.Sources;

/// <summary>Files of values that stand in the place of a chart's <c>values.yaml</c>, merged in order. Equal where they read equal.</summary>
/// <param name="Paths">In the chart, or in the source that holds it.</param>
/// <param name="MayBeMissing">A file that is not there is passed over.</param>
public sealed record ValuesFileList(IReadOnlyList<string> Paths, bool MayBeMissing)
{
    public bool Equals(ValuesFileList? other) => other is not null && ToString() == other.ToString();

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Paths.Count == 0 ? "" : string.Join('\0', Paths) + (MayBeMissing ? "?" : "");
}
