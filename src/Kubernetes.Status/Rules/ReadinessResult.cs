namespace Steersman.Kubernetes.Status.Rules;

/// <summary>What readiness says of one object; a ready one may carry a message too, which is then a remark.</summary>
/// <param name="State">The verdict.</param>
/// <param name="Reason">One word.</param>
/// <param name="Message">For people.</param>
/// <param name="RecheckAt">When the verdict may change without any event; null where only an event changes it.</param>
public sealed record ReadinessResult(ReadinessState State, string Reason, string Message, DateTimeOffset? RecheckAt = null)
{
    internal static ReadinessResult Ready { get; } = new(ReadinessState.Ready, "", "");

    public bool IsReady => State == ReadinessState.Ready;

    internal static ReadinessResult ReadyWith(string reason, string remark) => new(ReadinessState.Ready, reason, remark);

    internal static ReadinessResult InProgress(string reason, string message) => new(ReadinessState.InProgress, reason, message);

    internal static ReadinessResult Failed(string reason, string message) => new(ReadinessState.Failed, reason, message);
}
