using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Drift;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Decisions;

/// <summary>Everything known about one release at one instant; immutable, nothing behind it does I/O.</summary>
public sealed record Observation
{
    /// <summary>The HelmRelease, with the status as the operator last knew it.</summary>
    public required HelmRelease Release { get; init; }

    /// <summary>What is wrong with the spec in itself; null where nothing is.</summary>
    public SpecProblem? SpecError { get; init; }

    /// <summary>Why nothing can be asked of the release's cluster; null where it can.</summary>
    public ConnectionProblem? Connection { get; init; }

    /// <summary>Address of the other cluster that <c>spec.kubeConfig</c> names; null for the cluster of the HelmRelease.</summary>
    public string? Cluster { get; init; }

    /// <summary>True where the watches of the HelmRelease's own cluster show that revisions of this HelmRelease are stored there; they are looked for where its connection may not see them, and where the release is on another cluster.</summary>
    public bool HasRecords { get; init; }

    /// <summary>True where rights have changed since the account of the release was last refused something, or where that is not known.</summary>
    public bool HasNewRights { get; init; }

    public SourceState Source { get; init; } = SourceState.NotAsked;

    public ValuesState Values { get; init; } = ValuesState.NotAsked;

    public DependencyView Dependencies { get; init; } = DependencyView.None;

    /// <summary>The desired state; null as long as source or values are not ready.</summary>
    public DesiredState? Desired { get; init; }

    public History History { get; init; } = History.Empty;

    /// <summary>The operation of ours that is under way; null where none is.</summary>
    public RunningOperation? Operation { get; init; }

    /// <summary>The rollout of the newest revision's objects; null where it is not followed.</summary>
    public RolloutView? Rollout { get; init; }

    /// <summary>The objects of the revision that was last applied; empty after an uninstall, null where they are not known, which says nothing.</summary>
    public IReadOnlyList<ResourceReference>? Inventory { get; init; }

    /// <summary>How the objects of the deployed revision stand to what is wanted of them; null where nobody is to look, or while an operation runs.</summary>
    public DriftView? Drift { get; init; }

    /// <summary>The plan that was made last; null where none was since the operator began.</summary>
    public PlanStatus? Plan { get; init; }

    /// <summary>What went wrong with a step since the last resting state; null where nothing did.</summary>
    public StepFailure? Failure { get; init; }

    /// <summary>True where the newest revision belongs to another HelmRelease that exists.</summary>
    public bool IsOwnedByOther { get; init; }

    /// <summary>True where the release exists and this HelmRelease never made or adopted a revision of it.</summary>
    public bool IsForeign { get; init; }

    /// <summary>
    /// The release at the place that the spec asks for (name, namespace, storage), where that is another one than where it is. <see cref="Release"/> is the HelmRelease as if it asked for the
    /// place where the release is; null where it is where it is to be.
    /// </summary>
    public Observation? There { get; init; }

    /// <summary>UID of the release's namespace; null where that is missing.</summary>
    public string? NamespaceUid { get; init; }

    /// <summary>True where the namespace was deleted and made anew since the newest revision was deployed: what was in it went with it.</summary>
    public bool IsNamespaceReplaced => History.Newest?.Operation?.NamespaceUid is { } then && NamespaceUid is { } now && then != now;

    /// <summary>True while the definition of HelmRelease itself is being deleted.</summary>
    public bool IsDefinitionDeleted { get; init; }

    /// <summary>Counts the definitions of kinds that were established, as far as this process saw them.</summary>
    public int Definitions { get; init; }

    /// <summary>True where a definition was established since a revision was last prepared, or where that is not known.</summary>
    public bool HasNewDefinitions { get; init; }

    /// <summary>True where a ConfigMap or Secret that pods use has come or changed since a preflight looked for it.</summary>
    public bool HasNewReferences { get; init; }

    /// <summary>True where another HelmRelease has let an object go for which the release waited, or where that is not known.</summary>
    public bool HasFreedObject { get; init; }

    /// <summary>True where the namespace of the release is missing or going away.</summary>
    public bool IsNamespaceMissing { get; init; }

    /// <summary>True while the namespace of the HelmRelease itself is being deleted.</summary>
    public bool IsOwnNamespaceTerminating { get; init; }

    /// <summary>How long an operation of somebody else is left alone after its last write.</summary>
    public TimeSpan ForeignOperationTimeout { get; init; } = TimeSpan.FromMinutes(30);

    public required DateTimeOffset Now { get; init; }
}
