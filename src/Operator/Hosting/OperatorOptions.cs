using System.Net;

namespace Steersman.Operator.Hosting;

/// <summary>The flags of the operator; those that Flux has carry its names.</summary>
internal sealed record OperatorOptions
{
    /// <summary>Path of a kubeconfig; null: KUBECONFIG, the pod's own, or ~/.kube/config.</summary>
    public string? Kubeconfig { get; init; }

    /// <summary>How many releases are worked on at the same time.</summary>
    public int Concurrent { get; init; } = 4;

    /// <summary>Where <c>/metrics</c> answers; null: nowhere.</summary>
    public ListenAddress? Metrics { get; init; }

    /// <summary>Where <c>/livez</c> and <c>/readyz</c> answer; null: nowhere.</summary>
    public ListenAddress? Health { get; init; }

    /// <summary>Where events are posted to in Flux's format; null: nowhere.</summary>
    public Uri? Events { get; init; }

    /// <summary>The namespaces whose HelmReleases are managed; empty for all.</summary>
    public IReadOnlyList<string> WatchNamespaces { get; init; } = [];

    /// <summary>Only HelmReleases with these labels are managed; null: with any.</summary>
    public string? WatchLabelSelector { get; init; }

    /// <summary>Flux's HelmReleases are reconciled as well, where their definition is installed.</summary>
    public bool ReconcileFlux { get; init; }

    public bool LeaderElect { get; init; }

    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(15);

    public TimeSpan RenewDeadline { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan RetryPeriod { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Namespace of the Lease; null: that of the pod, else of the kubeconfig's context, else default.</summary>
    public string? LeaseNamespace { get; init; }

    /// <summary>How long an operation of somebody else is left alone after its last write.</summary>
    public TimeSpan ForeignOperationTimeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Field managers, beside Helm's and Flux's own, whose fields are taken over with the objects of an adopted release.</summary>
    public IReadOnlyList<string> OverrideManagers { get; init; } = [];

    /// <summary>Service account, of the namespace of each HelmRelease, that releases are managed as which name none, on other clusters too; null: the operator itself, or the user of the kubeconfig.</summary>
    public string? DefaultServiceAccount { get; init; }

    /// <summary>Service account, of the namespace of each HelmRelease, whose tokens open another cluster where the ConfigMap of <c>kubeConfig.configMapRef</c> names none; null: it must name one.</summary>
    public string? DefaultKubeconfigServiceAccount { get; init; }

    /// <summary>Kubeconfigs of releases may name programs that give credentials.</summary>
    public bool InsecureKubeconfigExec { get; init; }

    /// <summary>Kubeconfigs of releases may leave the server's certificate unchecked.</summary>
    public bool InsecureKubeconfigTls { get; init; }

    /// <summary>Sources of other namespaces are refused.</summary>
    public bool NoCrossNamespaceRefs { get; init; }

    /// <summary>Networks that charts may be fetched from although they are loopback, link-local or metadata addresses, or denied.</summary>
    public IReadOnlyList<IPNetwork> AllowedSourceNetworks { get; init; } = [];

    /// <summary>Networks that charts may not be fetched from, beside loopback, link-local and metadata addresses.</summary>
    public IReadOnlyList<IPNetwork> DeniedSourceNetworks { get; init; } = [];

    /// <summary>trace, debug, info or error.</summary>
    public string LogLevel { get; init; } = "info";
}
