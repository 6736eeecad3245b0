namespace Steersman.Operator.Decisions.Reporting;

/// <summary>The content of an event.</summary>
/// <param name="IsWarning">Warning, else Normal.</param>
/// <param name="Reason">One word.</param>
/// <param name="Message">What happened.</param>
public sealed record Notice(bool IsWarning, string Reason, string Message)
{
    /// <summary>True where it is told in the operator's namespace, since that of the HelmRelease takes no events any more.</summary>
    public bool IsToldElsewhere { get; init; }
}
