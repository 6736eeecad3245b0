namespace Steersman.Cel.Evaluation;

/// <summary>No program can be made of an expression; constant parts are computed when it is made, and may fail.</summary>
internal sealed class PlanException(string message) : Exception(message);
