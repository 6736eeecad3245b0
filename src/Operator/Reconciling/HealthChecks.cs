using System.Text.Json;
using Steersman.Cel;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Status.Rules;

namespace Steersman.Operator.Reconciling;

/// <summary>The health checks of one release; a kind's own check goes before that of its group.</summary>
internal sealed class HealthChecks(IReadOnlyDictionary<GroupKind, CelHealthCheck> checks) : IHealthChecks
{
    private static readonly GroupKind Secret = new("", "Secret");

    public bool Covers(GroupKind kind) => Find(kind) is not null;

    public ObjectHealth Judge(GroupKind kind, JsonElement content)
    {
        CelHealth health = Find(kind)!.Evaluate(content, CancellationToken.None, out string? error);
        return health switch
        {
            CelHealth.Current => new ObjectHealth(KstatusState.Current, ""),
            CelHealth.Failed => new ObjectHealth(KstatusState.Failed, "failed by its health check"),
            CelHealth.Unknown => new ObjectHealth(KstatusState.Unknown, kind == Secret ? "its health check could not be evaluated" : error ?? ""),
            _ => new ObjectHealth(KstatusState.InProgress, "not ready by its health check"),
        };
    }

    private CelHealthCheck? Find(GroupKind kind) => checks.GetValueOrDefault(kind) ?? checks.GetValueOrDefault(kind with { Kind = "" });
}
