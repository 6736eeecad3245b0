using Steersman.Kubernetes.Status.Causes;
using Steersman.Kubernetes.Status.Objects;

namespace Steersman.Kubernetes.Status.Rollouts;

/// <summary>What was seen of one object of the release since the baseline.</summary>
/// <remarks>Not thread-safe: its owner holds the lock.</remarks>
internal sealed class ObjectEvidence(DateTimeOffset firstSeen, DateTimeOffset startedAt)
{
    private LiveObject? _last;

    public DateTimeOffset FirstSeen { get; } = firstSeen;

    /// <summary>Whether the object was ready at the first judgement; null before it.</summary>
    public bool? WasReadyAtBaseline { get; private set; }

    public DateTimeOffset? NotReadySince { get; private set; }

    /// <summary>The cause that the object itself shows.</summary>
    public CauseCode? Code { get; private set; }

    public DateTimeOffset CodeSince { get; private set; }

    /// <summary>Why pods cannot be created; null where they can.</summary>
    public CauseCode? CreationCode { get; private set; }

    /// <summary>Since when, or since when nothing that gives its room back was seen any more.</summary>
    public DateTimeOffset CreationSince { get; private set; }

    public DateTimeOffset? UnavailableSince { get; private set; }

    /// <summary>Takes in a state of the object; one that is known already, or older than that, changes nothing.</summary>
    public void Observe(LiveObject live, DateTimeOffset now)
    {
        if (ReferenceEquals(live, _last) || (live.ResourceVersion != 0 && live.ResourceVersion < _last?.ResourceVersion))
        {
            return;
        }

        CauseCode? code = ObjectCauses.CodeOf(live, startedAt);
        if (code != Code)
        {
            Code = code;
            CodeSince = now;
        }

        if (_last is null)
        {
            // It was not made yet.
            UnavailableSince = null;
        }

        ObserveAvailability(live, now);
        _last = live;
    }

    /// <summary>A bare pod has failed.</summary>
    public void ObservePodFailed(DateTimeOffset now)
    {
        if (Code != CauseCode.PodFailed)
        {
            Code = CauseCode.PodFailed;
            CodeSince = now;
        }
    }

    /// <summary>Pods cannot be created for that cause, or can (null); one that may pass with pods that are on their way out counts from then on.</summary>
    public void ObserveCreation(CauseCode? code, bool mayPass, DateTimeOffset now)
    {
        if (code != CreationCode || mayPass)
        {
            CreationCode = code;
            CreationSince = now;
        }
    }

    /// <summary>The object is not there.</summary>
    /// <returns>Since when nothing did its work: where it was never seen, since the operation began.</returns>
    public DateTimeOffset MissingSince(DateTimeOffset now) => UnavailableSince ??= _last is null && startedAt < now ? startedAt : now;

    /// <summary>Remembers a judgement.</summary>
    public void Judged(bool isReady, DateTimeOffset now)
    {
        WasReadyAtBaseline ??= isReady;
        NotReadySince = isReady ? null : NotReadySince ?? now;
    }

    private void ObserveAvailability(LiveObject live, DateTimeOffset now)
    {
        if (Unavailability.Of(live) is null)
        {
            UnavailableSince = null;
        }
        else if (UnavailableSince is null)
        {
            // At the first look after a start the object may have been so for long; the condition knows since when.
            DateTimeOffset? known = _last is null ? live.Condition("Available")?.Changed : null;
            UnavailableSince = known < now ? known : now;
        }
        else if (_last is { Workload: { } before } && live.Workload is { } after && (after.Wanted != before.Wanted || after.Available > before.Available))
        {
            // It is being scaled, or gets on: that is no standstill.
            UnavailableSince = now;
        }
    }
}
