using System.ComponentModel;
using System.Text.Json.Nodes;

namespace Steersman.Operator.Api.V1;

/// <summary>The desired state of one Helm release. What of the API is missing is listed in <c>docs/gaps.md</c>.</summary>
public sealed record HelmReleaseSpec
{
    [Description("A chart of one of Flux's sources: HelmRepository, GitRepository or Bucket.")]
    public HelmChartTemplate? Chart { get; init; }

    [Description("A source of Flux that is one chart: OCIRepository, HelmChart or ExternalArtifact.")]
    public CrossNamespaceChartReference? ChartRef { get; init; }

    [Description("Where the chart is, without any other controller. Exactly one of chart, chartRef and source must be set.")]
    public ChartSource? Source { get; init; }

    [Description("How often the release is looked at without an event, and how often the source is asked for a newer chart.")]
    [SchemaDefault("10m")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(10);

    [Description("Time for each hook and for each wait, unless the action says otherwise.")]
    [SchemaDefault("5m")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(5);

    [Description("Time for a whole operation, hooks, waits and tests together. Default: no limit.")]
    public TimeSpan? TotalTimeout { get; init; }

    [Description("Nothing is done for the release while this is true. Deleting a suspended HelmRelease leaves its objects alone.")]
    public bool Suspend { get; init; }

    [Description("Name of the Helm release. Default: the name of the HelmRelease, behind the target namespace and a dash where that is set.")]
    [SchemaText(MinLength = 1, MaxLength = 53)]
    public string? ReleaseName { get; init; }

    [Description("Namespace of the release. Default: the namespace of the HelmRelease.")]
    [SchemaText(MinLength = 1, MaxLength = 63)]
    public string? TargetNamespace { get; init; }

    [Description("Namespace of Helm's release Secrets. Default: the namespace of the HelmRelease.")]
    [SchemaText(MinLength = 1, MaxLength = 63)]
    public string? StorageNamespace { get; init; }

    [Description("Service account of the namespace of the HelmRelease that the release is managed as: its rights decide what the release may read, write and delete. Default: the operator's flag --default-service-account, else the operator itself.")]
    [SchemaText(MinLength = 1, MaxLength = 253)]
    public string? ServiceAccountName { get; init; }

    [Description("Another cluster that the release is on. Default: the one of the HelmRelease.")]
    public KubeConfigSpec? KubeConfig { get; init; }

    [Description("How many revisions Helm's history keeps; 0 keeps all.")]
    [SchemaDefault(5)]
    public int MaxHistory { get; set; } = 5;

    [Description("Values of the chart; merged over those of valuesFrom.")]
    public JsonObject? Values { get; init; }

    [Description("ConfigMaps and Secrets that hold values, merged in the order given.")]
    public IReadOnlyList<ValuesReference>? ValuesFrom { get; init; }

    [Description("What must be ready before the release is installed or upgraded. HelmReleases are uninstalled in the reverse order.")]
    public IReadOnlyList<DependencyReference>? DependsOn { get; init; }

    [Description("Labels and annotations of every object that the chart renders; they come after the post-renderers. Objects in the crds folder and hooks that no post-renderer gets do not have them.")]
    public CommonMetadataSpec? CommonMetadata { get; init; }

    [Description("What changes the rendered documents before they become a revision, in the order given.")]
    public IReadOnlyList<PostRenderer>? PostRenderers { get; init; }

    [Description("Whether hooks go through post-renderers and get common metadata: combined sends them in one stream with the manifests, separate in a stream of their own, nohooks not at all. Default: combined.")]
    public PostRenderStrategyName? PostRenderStrategy { get; init; }

    [Description("How the release is installed.")]
    public InstallSpec? Install { get; init; }

    [Description("How the release is upgraded.")]
    public UpgradeSpec? Upgrade { get; init; }

    [Description("How a release is tested.")]
    public TestSpec? Test { get; init; }

    [Description("How a failed upgrade is rolled back.")]
    public RollbackSpec? Rollback { get; init; }

    [Description("How the release is uninstalled.")]
    public UninstallSpec? Uninstall { get; init; }

    [Description("How the rollout of a revision is followed.")]
    public WaitSpec? Wait { get; init; }

    [Description("How readiness is judged after an install, upgrade or rollback. Default: poller.")]
    public WaitStrategy? WaitStrategy { get; init; }

    [Description("Whether objects that others change or delete are reported, and put back.")]
    public DriftDetectionSpec? DriftDetection { get; init; }

    [Description("Hold the release at a stored revision: while this is set, chart, values and everything else that is asked for is not rolled out.")]
    public RollbackToSpec? RollbackTo { get; init; }

    [Description("What is looked at before anything is changed, beside rendering, the chart's schema, and the server's judgement of changed objects that it may refuse: these always end a change that fails them. Where this is absent only plans have these checks.")]
    public PreflightSpec? Preflight { get; init; }

    [Description("Automatic rolls a change out at once. Manual renders it, has the server judge it and shows it in status.plan; it is rolled out when the annotation steersman.dev/approve has the digest of that plan. A change that was approved is tried again, rolled back and corrected without a further approval.")]
    [SchemaDefault("Automatic")]
    public ApprovalMode Approval { get; init; }

    [Description("When the release may be changed; at most twenty. Outside of all of them a change is planned, shown in status.plan, and waits. Rollbacks, corrections of drift and the deletion wait for no window, and the annotation forceAt opens one. Default: always.")]
    public IReadOnlyList<UpdateWindow>? UpdateWindows { get; init; }

    [Description("What is done with a release of that name that exists already and is nobody's: Adopt takes it over, Strict refuses it.")]
    [SchemaDefault("Adopt")]
    public AdoptionPolicy Adoption { get; init; }

    [Description("How objects of some kinds are judged, by CEL expressions, in the place of what is known of the kind.")]
    public IReadOnlyList<HealthCheckExpression>? HealthCheckExprs { get; init; }

    [Description("Accepted for Flux's manifests, without effect: what is known of the server's kinds is shared by all releases, and follows definitions as they come and go.")]
    public bool? PersistentClient { get; init; }

    [Description("What deleting the HelmRelease does: Uninstall removes the release, Keep leaves objects and Helm's history as they are.")]
    [SchemaDefault("Uninstall")]
    public DeletionPolicy DeletionPolicy { get; init; }
}
