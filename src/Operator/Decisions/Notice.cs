namespace Steersman.Operator.Decisions;

/// <summary>The content of an event.</summary>
/// <param name="IsWarning">Warning, else Normal.</param>
/// <param name="Reason">One word.</param>
/// <param name="Message">What happened.</param>
public sealed record Notice(bool IsWarning, string Reason, string Message);
