namespace Steersman.Helm.Charts;

/// <summary>The contents of Chart.yaml. Strings that are not there are empty; lists that are not there are null, as Go's nil.</summary>
public sealed record Metadata
{
    public string Name { get; init; } = "";

    public string Home { get; init; } = "";

    public IReadOnlyList<string>? Sources { get; init; }

    public string Version { get; init; } = "";

    public string Description { get; init; } = "";

    public IReadOnlyList<string>? Keywords { get; init; }

    public IReadOnlyList<Maintainer>? Maintainers { get; init; }

    public string Icon { get; init; } = "";

    public string ApiVersion { get; init; } = "";

    public string Condition { get; init; } = "";

    public string Tags { get; init; } = "";

    public string AppVersion { get; init; } = "";

    public bool Deprecated { get; init; }

    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    /// <summary>Semver constraint on the version of Kubernetes.</summary>
    public string KubeVersion { get; init; } = "";

    public IReadOnlyList<Dependency>? Dependencies { get; init; }

    /// <summary><c>application</c>, <c>library</c> or empty.</summary>
    public string Type { get; init; } = "";
}
