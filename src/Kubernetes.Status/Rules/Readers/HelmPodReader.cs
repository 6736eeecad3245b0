using System.Text.Json.Nodes;

namespace Steersman.Kubernetes.Status.Rules.Readers;

/// <summary>Helm's Pod reader for hooks (internal/statusreaders/pod_status_reader.go): only the final phases count. It runs none of the generic steps.</summary>
public static class HelmPodReader
{
    /// <summary>Current once Succeeded, Failed once Failed, InProgress until then.</summary>
    public static KstatusResult Read(JsonObject pod)
    {
        ArgumentNullException.ThrowIfNull(pod);
        string name = Fields.GetString(pod, "metadata.name");
        return Fields.GetString(pod, "status.phase") switch
        {
            "Succeeded" => new KstatusResult(
                KstatusState.Current,
                $"pod {name} succeeded",
                [new KstatusCondition(KstatusCondition.Stalled, "True", "", $"pod {name} succeeded")]),
            "Failed" => KstatusResult.Failed("PodFailed", $"pod {name} failed"),
            _ => KstatusResult.InProgress("PodInProgress", "Pod in progress"),
        };
    }
}
