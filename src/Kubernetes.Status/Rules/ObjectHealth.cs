namespace Steersman.Kubernetes.Status.Rules;

/// <summary>How an object is by the expressions of its release.</summary>
/// <param name="State">Current, Failed or InProgress; Unknown where an expression could not be evaluated.</param>
/// <param name="Message">For people; never with values of Secrets.</param>
public sealed record ObjectHealth(KstatusState State, string Message);
