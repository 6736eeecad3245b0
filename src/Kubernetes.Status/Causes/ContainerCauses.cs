using Steersman.Kubernetes.Status.Objects;

namespace Steersman.Kubernetes.Status.Causes;

/// <summary>What is wrong with a container, by what it shows and what is remembered of it: at most one cause, the most telling.</summary>
internal sealed class ContainerCauses(CauseSubject subject, LivePod pod, PodEvidence podEvidence, LiveContainer container, IEnumerable<LiveEvent> events)
{
    private readonly ContainerEvidence _evidence = podEvidence.Of(container);

    public Cause? Find() => InvalidImage() ?? Pull() ?? Config() ?? Killed() ?? Crash() ?? Probe();

    private string Who => $"{What} {container.Name} in pod {pod.Key.Name}";

    private string What => container.Role switch
    {
        ContainerRole.Init => "init container",
        ContainerRole.Sidecar => "sidecar",
        _ => "container",
    };

    private Cause? InvalidImage()
    {
        if (_evidence.InvalidImageFirstSeen is not { } since || container.Waiting is not { } reason)
        {
            return null;
        }

        return Since(CauseCode.InvalidImage, reason, $"{Who} has an image that cannot be pulled ({reason}): {Text(container.WaitingText, container.Image)}", since);
    }

    private Cause? Pull()
    {
        if (_evidence.PullFirstSeen is not { } since)
        {
            return null;
        }

        string text = _evidence.PullText ?? "";
        CauseCode code = PullFailure.Classify(text, container.Image);
        string what = code switch
        {
            CauseCode.ImageNotFound => $"cannot pull image {container.Image} (not found)",
            CauseCode.ImageAuth => $"may not pull image {container.Image}",
            _ => $"cannot pull image {container.Image}",
        };
        Cause cause = Since(code, container.Waiting ?? "ErrImagePull", $"{Who} {what}: {Text(text, "no text")}", since);

        // Two pulls that both say so are as good as a minute.
        bool isTwice = code == CauseCode.ImageNotFound && _evidence.PullFailures >= 2 + subject.FailuresAllowed;
        return isTwice && subject.Options[code].EndsRollouts ? cause with { IsRipe = true, RipeAt = null } : cause;
    }

    private Cause? Config()
    {
        if (_evidence.ConfigFirstSeen is not { } since)
        {
            return null;
        }

        string reason = container.Waiting ?? "CreateContainerConfigError";
        return Since(CauseCode.ContainerConfig, reason, $"{Who} is in {reason}: {Text(_evidence.ConfigText, "no text")}", since);
    }

    // A process that ends well when it is told to end leaves no other trace of the probe that ended it.
    private Cause? Killed()
    {
        if (_evidence.EndFirstSeen is not { } since || pod.IsReady || container.LastExit is not { Code: 0 or 137 or 143, Reason: not "OOMKilled" } exit)
        {
            return null;
        }

        LiveEvent? probe = events.Where(each => each.Reason == LiveEvent.Unhealthy && each.Container == container.Name).MaxBy(each => each.LastSeen);
        return probe is null ? null : Restarted(CauseCode.CrashLoop, probe.Reason, $"{Who} is restarted by the kubelet {Counts(exit)}: {probe.Message}", since, from: null);
    }

    private Cause? Crash()
    {
        if (_evidence.CrashFirstSeen is not { } since || pod.IsReady)
        {
            return null;
        }

        return (container.Waiting, container.LastExit) switch
        {
            ("RunContainerError", var exit) => RunContainer("RunContainerError", exit, since),
            (_, { Code: not 0, Reason: "StartError" or "ContainerCannotRun" } exit) => RunContainer(exit.Reason, exit, since),
            (_, { Code: 126 or 127 or 128 } or { Code: not 0, Text: ContainerExit.WrongFormat }) => RunContainer(container.LastExit!.Reason, container.LastExit, since),
            (_, { Code: not 0, Reason: "OOMKilled" } exit) =>
                Restarted(CauseCode.OOM, "OOMKilled", $"{Who} was OOMKilled {Counts(exit)}", since, since),
            (_, { Code: not 0 } exit) => CrashLoop(exit, since),
            _ => null,
        };
    }

    // A process that has just started is not ready yet: that is no trouble.
    private Cause? Probe()
    {
        if (_evidence.UnreadySince is not { } started || container.ReadinessGrace is not { } grace || pod.IsReady)
        {
            return null;
        }

        DateTimeOffset since = started + grace;
        return subject.Now < since ? null : Since(CauseCode.Probe, "Unready", $"{Who} runs and is not ready: its readiness probe fails", since);
    }

    private Cause RunContainer(string reason, ContainerExit? exit, DateTimeOffset since)
    {
        string text = exit?.Text ?? _evidence.RunText ?? "";
        string tail = text.Length == 0 ? "" : $": {text}";
        return Restarted(CauseCode.RunContainer, reason, $"{Who} cannot be run: {reason} {Counts(exit)}{tail}", since, since);
    }

    private Cause CrashLoop(ContainerExit exit, DateTimeOffset since)
    {
        string what = container.Restarts == 0 ? "crashed" : "is in CrashLoopBackOff";
        return Restarted(CauseCode.CrashLoop, "CrashLoopBackOff", $"{Who} {what} {Counts(exit)}", since, from: null);
    }

    private string Counts(ContainerExit? exit)
    {
        string restarts = container.Restarts == 1 ? "1 restart" : $"{container.Restarts} restarts";
        return exit is null ? $"({restarts})" : $"(exit code {exit.Code}, {restarts})";
    }

    private Cause Since(CauseCode code, string reason, string message, DateTimeOffset since)
    {
        FailFastRule rule = subject.Options[code];
        DateTimeOffset ripeAt = since + rule.After;
        bool isRipe = rule.EndsRollouts && subject.Now >= ripeAt;
        return New(rule, reason, message, since) with { IsRipe = isRipe, RipeAt = rule.EndsRollouts && !isRipe ? ripeAt : null };
    }

    /// <param name="code">The cause.</param>
    /// <param name="reason">Kubernetes' word.</param>
    /// <param name="message">For people.</param>
    /// <param name="since">When it was first seen.</param>
    /// <param name="from">From when on the rule's time counts; null: from the start of the pod.</param>
    private Cause Restarted(CauseCode code, string reason, string message, DateTimeOffset since, DateTimeOffset? from)
    {
        FailFastRule rule = subject.Options[code];
        int needed = rule.Restarts + subject.FailuresAllowed + (code == CauseCode.CrashLoop && subject.WasReady ? 1 : 0);
        bool isEnough = rule.EndsRollouts && subject.CrashesCount && _evidence.Restarts >= needed;
        DateTimeOffset ripeAt = from is { } start ? start + rule.After : podEvidence.ReachesAge(rule.After);
        bool isRipe = isEnough && subject.Now >= ripeAt;
        return New(rule, reason, message, since) with { IsRipe = isRipe, RipeAt = isEnough && !isRipe ? ripeAt : null };
    }

    private Cause New(FailFastRule rule, string reason, string message, DateTimeOffset since) => new()
    {
        Code = rule.Code,
        Class = rule.Class,
        Object = subject.Object.Display,
        Namespace = subject.Object.Key.Namespace,
        Pod = pod.Key.Name,
        Container = container.Name,
        Reason = reason,
        ExitCode = rule.Class is CauseClass.Crash ? container.LastExit?.Code : null,
        Restarts = rule.Class is CauseClass.Crash ? container.Restarts : null,
        Message = CauseText.Clean(message),
        FirstSeen = since,
        IsPreExisting = subject.IsPreExisting,
    };

    private static string Text(string? text, string otherwise) => string.IsNullOrEmpty(text) ? otherwise : text;
}
