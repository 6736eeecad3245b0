using System.Text.Json;
using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Kubernetes.Status.Rules;

/// <summary>What a release itself says of the health of some kinds, in the place of everything that is known of them here. Thread-safe.</summary>
public interface IHealthChecks
{
    /// <summary>Whether objects of a kind are judged by this.</summary>
    bool Covers(GroupKind kind);

    /// <summary>How an object is.</summary>
    /// <param name="kind">Its kind, which is covered.</param>
    /// <param name="content">All of it.</param>
    ObjectHealth Judge(GroupKind kind, JsonElement content);
}
