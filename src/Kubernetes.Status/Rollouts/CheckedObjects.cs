using System.Runtime.CompilerServices;
using Steersman.Kubernetes.Status.Objects;
using Steersman.Kubernetes.Status.Rules;

namespace Steersman.Kubernetes.Status.Rollouts;

/// <summary>Asks the expressions of a release about an object once for each of its states, however often it is judged.</summary>
internal static class CheckedObjects
{
    private static readonly ConditionalWeakTable<LiveObject, Answer> Answers = [];

    /// <summary>The object with what the expressions say of it, where its kind is covered.</summary>
    public static LiveObject With(LiveObject live, TrackOptions options)
    {
        if (options.HealthChecks is not { } checks || live.Content is not { } content || !options.Covers(live.Kind))
        {
            return live;
        }

        if (!Answers.TryGetValue(live, out Answer? known) || !ReferenceEquals(known.Checks, checks))
        {
            known = new Answer(checks, live with { Health = checks.Judge(live.Kind.GroupKind, content) });
            Answers.AddOrUpdate(live, known);
        }

        return known.Judged;
    }

    private sealed record Answer(IHealthChecks Checks, LiveObject Judged);
}
