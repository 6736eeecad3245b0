using System.Text.Json.Nodes;
using Steersman.Kubernetes.Status.Rules.KstatusKinds;

namespace Steersman.Kubernetes.Status.Rules.Readers;

/// <summary>Helm's strict Job reader (internal/statusreaders/job_status_reader.go): for hooks, and where jobs are waited for. It runs none of the generic steps.</summary>
public static class HelmJobReader
{
    /// <summary>Current once Complete, Failed once Failed, InProgress until then.</summary>
    /// <exception cref="KstatusException">The conditions have a type that the library refuses.</exception>
    public static KstatusResult Read(JsonObject job)
    {
        ArgumentNullException.ThrowIfNull(job);
        return JobKstatus.CheckFinished(job) ?? KstatusResult.InProgress("JobInProgress", "Job in progress");
    }
}
