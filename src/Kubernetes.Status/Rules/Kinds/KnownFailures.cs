using Steersman.Kubernetes.Status.Objects;

namespace Steersman.Kubernetes.Status.Rules.Kinds;

/// <summary>Conditions by which controllers that know nothing of kstatus say that a custom resource has failed for good.</summary>
internal static class KnownFailures
{
    /// <summary>The condition that says so of the present generation; null where none does.</summary>
    /// <param name="live">The object.</param>
    /// <param name="startedAt">When the operation began, server time: what failed before it, such as the analysis of an earlier revision, is no failure of this one.</param>
    public static ObjectCondition? Find(LiveObject live, DateTimeOffset startedAt)
    {
        (string type, string[] reasons) = live.Kind.GroupKind switch
        {
            { Group: "flagger.app", Kind: "Canary" } => ("Promoted", FlaggerReasons),
            { Group: "cert-manager.io", Kind: "CertificateRequest" } => ("Ready", CertificateRequestReasons),
            _ => ("", []),
        };
        return live.IsObserved
            && live.Condition(type) is { IsFalse: true } condition
            && reasons.Contains(condition.Reason, StringComparer.Ordinal)
            && (condition.ObservedGeneration is null || condition.ObservedGeneration == live.Generation)
            && !(condition.Changed < startedAt - TimeSpan.FromSeconds(1))
                ? condition
                : null;
    }

    private static readonly string[] FlaggerReasons = ["Failed"];
    private static readonly string[] CertificateRequestReasons = ["Failed", "Denied"];
}
