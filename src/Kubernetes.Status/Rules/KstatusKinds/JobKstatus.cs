using System.Text.Json.Nodes;

namespace Steersman.Kubernetes.Status.Rules.KstatusKinds;

/// <summary>jobConditions of kstatus: a Job that runs is Current.</summary>
internal static class JobKstatus
{
    public static KstatusResult Compute(JsonObject obj)
    {
        if (CheckFinished(obj) is { } finished)
        {
            return finished;
        }

        if (Fields.GetString(obj, "status.startTime").Length == 0)
        {
            return KstatusResult.InProgress("JobNotStarted", "Job not started");
        }

        long succeeded = Fields.GetInt(obj, "status.succeeded", 0);
        long active = Fields.GetInt(obj, "status.active", 0);
        long failed = Fields.GetInt(obj, "status.failed", 0);
        return KstatusResult.Current($"Job in progress. success:{succeeded}, active: {active}, failed: {failed}");
    }

    /// <summary>The first of Complete and Failed that is True; null while neither is. Helm's own Job reader asks the same.</summary>
    public static KstatusResult? CheckFinished(JsonObject obj)
    {
        long completions = Fields.GetInt(obj, "spec.completions", Fields.GetInt(obj, "spec.parallelism", 1));
        foreach (BasicCondition condition in BasicCondition.Of(obj))
        {
            switch (condition)
            {
                case { Type: "Complete", IsTrue: true }:
                    return KstatusResult.Current($"Job Completed. succeeded: {Fields.GetInt(obj, "status.succeeded", 0)}/{completions}");
                case { Type: "Failed", IsTrue: true }:
                    return KstatusResult.Failed("JobFailed", $"Job Failed. failed: {Fields.GetInt(obj, "status.failed", 0)}/{completions}");
            }
        }

        return null;
    }
}
