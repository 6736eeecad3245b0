using Steersman.Kubernetes.Status.Objects;

namespace Steersman.Kubernetes.Status.Rules.Kinds;

/// <summary>
/// Jobs: where they are waited for they must complete (kstatus: to have started is enough), else it is enough that they are there (kstatus: they must have
/// started). A suspended one is ready: it waits for somebody. A failed one is failed either way.
/// </summary>
internal static class JobReadiness
{
    public static ReadinessResult Judge(LiveObject live, ReadinessContext context)
    {
        foreach (ObjectCondition condition in live.Conditions)
        {
            switch (condition)
            {
                case { Type: "Complete", IsTrue: true }:
                    return ReadinessResult.Ready;
                case { Type: "Failed", IsTrue: true }:
                    return ReadinessResult.Failed(condition.Reason is { Length: > 0 } reason ? reason : "JobFailed", condition.Message);
            }
        }

        if (live.Workload is { IsSuspended: true })
        {
            return ReadinessResult.ReadyWith("Suspended", "suspended: it runs when it is resumed");
        }

        return context.WaitForJobs ? ReadinessResult.InProgress("JobInProgress", "Job in progress") : ReadinessResult.Ready;
    }
}
