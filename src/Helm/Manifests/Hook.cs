namespace Steersman.Helm.Manifests;

/// <summary>A hook of a release: a rendered document that runs at events of the release instead of being part of it.</summary>
public sealed record Hook
{
    /// <summary>metadata.name of the document.</summary>
    public string Name { get; init; } = "";

    public string Kind { get; init; } = "";

    /// <summary>Full path of the template it came from.</summary>
    public string Path { get; init; } = "";

    public string Manifest { get; init; } = "";

    /// <summary>The events it runs at, each one of <see cref="HookEvents"/>; an event written twice stands twice. Null where there are none.</summary>
    public IReadOnlyList<string>? Events { get; init; }

    public HookExecution LastRun { get; init; } = new();

    public long Weight { get; init; }

    /// <summary>Policies as written, in lower case; those outside <see cref="HookDeletePolicies"/> have no effect. Null where there are none.</summary>
    public IReadOnlyList<string>? DeletePolicies { get; init; }

    /// <summary>Policies as written, in lower case. Null where there are none.</summary>
    public IReadOnlyList<string>? OutputLogPolicies { get; init; }
}
