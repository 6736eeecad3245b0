using System.Collections.Immutable;
using System.Text.Json;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Status.Rules;

namespace Steersman.Kubernetes.Status.Objects;

/// <summary>What is kept of an object that is no pod: its identity, what kstatus said of it as it came, its conditions, and the counts of its kind.</summary>
public sealed record LiveObject(GroupVersionKind Kind, NamespacedName Key, string Uid)
{
    public ulong ResourceVersion { get; init; }

    public long Generation { get; init; }

    /// <summary>status.observedGeneration; null where the object has none.</summary>
    public long? ObservedGeneration { get; init; }

    public bool IsDeleting { get; init; }

    public string? ControllerUid { get; init; }

    /// <summary>The object has a status that is not empty.</summary>
    public bool HasStatus { get; init; }

    /// <summary>kstatus' verdict; Unknown where the library refuses the object.</summary>
    public KstatusState State { get; init; }

    public string Reason { get; init; } = "";

    public string Message { get; init; } = "";

    public WaitPolicy Policy { get; init; }

    /// <summary>status.phase; null where the object has none.</summary>
    public string? Phase { get; init; }

    public ImmutableArray<ObjectCondition> Conditions { get; init; } = [];

    /// <summary>What only workloads have; null for every other kind.</summary>
    public LiveWorkload? Workload { get; init; }

    /// <summary>What only volumes and services have; null for every other kind.</summary>
    public LiveDetail? Detail { get; init; }

    /// <summary>The whole object; only where expressions of a release judge its kind.</summary>
    public JsonElement? Content { get; init; }

    /// <summary>What those expressions say; null where none do.</summary>
    public ObjectHealth? Health { get; init; }

    /// <summary>The controller of the object has seen its newest spec, or the kind does not tell.</summary>
    public bool IsObserved => ObservedGeneration is null || ObservedGeneration == Generation;

    /// <summary>The condition of a type; null where there is none.</summary>
    public ObjectCondition? Condition(string type)
    {
        foreach (ObjectCondition condition in Conditions)
        {
            if (condition.Type == type)
            {
                return condition;
            }
        }

        return null;
    }
}
