using Steersman.GoTemplate.Values;

namespace Steersman.Helm.Charts;

/// <summary>A chart that another chart declares to depend on, as in Chart.yaml and Chart.lock.</summary>
public sealed record Dependency
{
    public string Name { get; init; } = "";

    /// <summary>A version or a range of versions; one version in a lock.</summary>
    public string Version { get; init; } = "";

    public string Repository { get; init; } = "";

    /// <summary>Comma-separated paths of values; the first one that is a bool enables or disables the dependency.</summary>
    public string Condition { get; init; } = "";

    /// <summary>Null where Chart.yaml has none.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Set by the processing of dependencies, never read from Chart.yaml on its own.</summary>
    public bool Enabled { get; init; }

    /// <summary>Strings, or tables with <c>child</c> and <c>parent</c>; null where there are none.</summary>
    public IReadOnlyList<Value>? ImportValues { get; init; }

    public string Alias { get; init; } = "";
}
