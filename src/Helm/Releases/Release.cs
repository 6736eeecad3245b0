using Steersman.GoTemplate.Values;
using Steersman.Helm.Charts;
using Steersman.Helm.Manifests;

namespace Steersman.Helm.Releases;

/// <summary>One revision of a release, as Helm stores it. Immutable; nobody writes into <see cref="Config"/>.</summary>
public sealed record Release
{
    public string Name { get; init; } = "";

    /// <summary>Null only in a record that holds none.</summary>
    public ReleaseInfo? Info { get; init; }

    /// <summary>The chart without its dependencies and raw files, which records leave out. Its values are those after the processing of dependencies.</summary>
    public Chart? Chart { get; init; }

    /// <summary>The user's values, nulls included; null where there are none.</summary>
    public ValueMap? Config { get; init; }

    /// <summary>The rendered documents without the hooks, each behind <c>---</c> and <c># Source: path</c>.</summary>
    public string Manifest { get; init; } = "";

    /// <summary>Null where the record has none.</summary>
    public IReadOnlyList<Hook>? Hooks { get; init; }

    /// <summary>The revision, from 1 on.</summary>
    public int Version { get; init; }

    public string Namespace { get; init; } = "";

    /// <summary>Labels of the stored object besides the system's own; they are no part of the record. Null where there are none.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>One of <see cref="Releases.ApplyMethod"/>; empty means client side.</summary>
    public string ApplyMethod { get; init; } = "";
}
