namespace Steersman.Operator.Decisions;

/// <summary>What is wrong with a spec in itself.</summary>
/// <param name="Reason">The reason of the condition.</param>
/// <param name="Message">Names the field and the way out.</param>
public sealed record SpecProblem(string Reason, string Message);
