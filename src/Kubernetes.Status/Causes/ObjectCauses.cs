using Steersman.Kubernetes.Status.Objects;
using Steersman.Kubernetes.Status.Rules;
using Steersman.Kubernetes.Status.Rules.Kinds;

namespace Steersman.Kubernetes.Status.Causes;

/// <summary>What an object says itself of its failure, whatever its pods show.</summary>
internal static class ObjectCauses
{
    /// <summary>The cause that the object shows now; null where it shows none, or its controller has not seen the newest spec.</summary>
    /// <param name="live">The object.</param>
    /// <param name="startedAt">When the operation began, server time.</param>
    public static CauseCode? CodeOf(LiveObject live, DateTimeOffset startedAt)
    {
        if (!live.IsObserved || live.IsDeleting)
        {
            return null;
        }

        if (live.Health is { } health)
        {
            return health.State == KstatusState.Failed ? CauseCode.CELFailed : null;
        }

        return live.Kind.GroupKind switch
        {
            { Group: "batch", Kind: "Job" } => JobFailure(live) is not null ? CauseCode.JobFailed : null,
            { Group: "apps", Kind: "Deployment" } when HasExceededDeadline(live, startedAt) => CauseCode.ProgressDeadline,
            { Group: "apiextensions.k8s.io", Kind: "CustomResourceDefinition" } => live.State == KstatusState.Failed ? CauseCode.CRDRejected : null,
            { Group: "", Kind: "PersistentVolumeClaim" } => live.Phase == "Lost" ? CauseCode.PVCLost : null,
            { Group: "argoproj.io", Kind: "Rollout" } => live.Phase == "Degraded" ? CauseCode.Stalled : null,
            _ => live.Condition("Stalled") is { IsTrue: true } || KnownFailures.Find(live, startedAt) is not null ? CauseCode.Stalled : null,
        };
    }

    /// <summary>The cause with its text.</summary>
    /// <param name="subject">The object that is waited for.</param>
    /// <param name="live">What is there of it.</param>
    /// <param name="code">What <see cref="CodeOf"/> says.</param>
    /// <param name="startedAt">When the operation began, server time.</param>
    /// <param name="since">When that was first seen.</param>
    /// <param name="pods">The object's pods, of which a failed Job names one.</param>
    public static Cause Describe(CauseSubject subject, LiveObject live, CauseCode code, DateTimeOffset startedAt, DateTimeOffset since, IEnumerable<LivePod> pods)
    {
        ObjectCondition? condition = code switch
        {
            CauseCode.JobFailed => JobFailure(live),
            CauseCode.ProgressDeadline => live.Condition("Progressing"),
            CauseCode.Stalled => KnownFailures.Find(live, startedAt) ?? live.Condition("Stalled"),
            CauseCode.CELFailed => live.Condition("Ready") is { IsTrue: false } notReady ? notReady : null,
            _ => null,
        };
        string known = code == CauseCode.CELFailed ? "HealthCheckFailed" : live.Reason;
        Cause cause = New(subject, code, condition?.Reason is { Length: > 0 } reason ? reason : known, Message(code, live, condition), since);
        return code == CauseCode.JobFailed ? WithPod(cause, pods) : cause;
    }

    /// <summary>A bare pod that has failed, with the container whose end it was.</summary>
    public static Cause PodFailed(CauseSubject subject, LivePod pod, DateTimeOffset since)
    {
        string reason = pod.Reason is { Length: > 0 } given ? given : "PodFailed";
        Cause cause = WithPod(New(subject, CauseCode.PodFailed, reason, pod.Reason is null ? "pod failed" : $"pod failed: {pod.Reason}", since), [pod]);
        return cause.Pod is null ? cause with { Pod = pod.Key.Name } : cause;
    }

    /// <summary>A claim for which no volume can be made; null where that is not so.</summary>
    public static Cause? Provisioning(CauseSubject subject, LiveObject live, IEnumerable<LiveEvent> events, DateTimeOffset since)
    {
        if (live is not { Kind.GroupKind: { Group: "", Kind: "PersistentVolumeClaim" }, Phase: "Pending" }
            || events.Where(each => each.Reason == "ProvisioningFailed").MaxBy(each => each.LastSeen) is not { } last)
        {
            return null;
        }

        return New(subject, CauseCode.Volume, last.Reason, $"no volume can be made: {last.Message}", since);
    }

    // A Deployment that goes back to a template which it runs already keeps the condition of the revision before until its pods have changed.
    private static bool HasExceededDeadline(LiveObject live, DateTimeOffset startedAt) =>
        live.Condition("Progressing") is { Reason: "ProgressDeadlineExceeded" } condition && !(condition.Changed < startedAt - TimeSpan.FromSeconds(1));

    private static ObjectCondition? JobFailure(LiveObject live)
    {
        foreach (ObjectCondition condition in live.Conditions)
        {
            switch (condition)
            {
                case { Type: "Complete", IsTrue: true }:
                    return null;
                case { Type: "Failed", IsTrue: true }:
                    return condition;
            }
        }

        return null;
    }

    private static string Message(CauseCode code, LiveObject live, ObjectCondition? condition) => code switch
    {
        CauseCode.JobFailed => $"failed ({condition?.Reason}): {condition?.Message}",
        CauseCode.ProgressDeadline => $"exceeded its progress deadline: {condition?.Message}",
        CauseCode.Stalled when condition is null or { IsFalse: true } => $"failed ({(condition ?? live.Condition("Progressing"))?.Reason ?? live.Phase}): {(condition ?? live.Condition("Progressing"))?.Message}",
        CauseCode.Stalled => $"is stalled ({condition?.Reason}): {condition?.Message}",
        CauseCode.CELFailed when condition is { Message.Length: > 0 } => $"{live.Health?.Message} ({condition.Reason}: {condition.Message})",
        CauseCode.CELFailed => live.Health?.Message ?? "",
        CauseCode.CRDRejected => $"was rejected ({live.Reason}): {live.Message}",
        CauseCode.PVCLost => "lost its volume",
        _ => live.Message,
    };

    private static Cause WithPod(Cause cause, IEnumerable<LivePod> pods)
    {
        var worst = pods
            .SelectMany(pod => pod.Containers.Select(container => (Pod: pod, Container: container)))
            .Where(each => each.Container.LastExit is { Code: not 0 })
            .OrderByDescending(each => each.Container.LastExit!.FinishedAt)
            .FirstOrDefault();
        if (worst.Container is not { LastExit: { } exit } container)
        {
            return cause;
        }

        string reason = exit.Reason is "" or "Error" ? "" : $"{exit.Reason}, ";
        return cause with
        {
            Pod = worst.Pod.Key.Name,
            Container = container.Name,
            ExitCode = exit.Code,
            Restarts = container.Restarts,
            Message = CauseText.Clean($"{cause.Message}; container {container.Name} in pod {worst.Pod.Key.Name} ended ({reason}exit code {exit.Code})"),
        };
    }

    private static Cause New(CauseSubject subject, CauseCode code, string reason, string message, DateTimeOffset since)
    {
        FailFastRule rule = subject.Options[code];
        DateTimeOffset ripeAt = since + rule.After;
        bool isRipe = rule.EndsRollouts && subject.Now >= ripeAt;
        return new Cause
        {
            Code = code,
            Class = rule.Class,
            Object = subject.Object.Display,
            Namespace = subject.Object.Key.Namespace,
            Reason = reason,
            Message = CauseText.Clean(message),
            FirstSeen = since,
            IsRipe = isRipe,
            RipeAt = rule.EndsRollouts && !isRipe ? ripeAt : null,
            IsPreExisting = subject.IsPreExisting,
        };
    }
}
