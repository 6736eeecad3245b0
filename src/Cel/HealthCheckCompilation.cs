namespace Steersman.Cel;

/// <summary>What became of the expressions of one health check.</summary>
/// <param name="Check">The check; null where an expression is wrong.</param>
/// <param name="Field">Which one is wrong: <c>current</c>, <c>failed</c> or <c>inProgress</c>; null where none is.</param>
/// <param name="Error">What is wrong with it, in Flux's words; null where nothing is.</param>
public sealed record HealthCheckCompilation(CelHealthCheck? Check, string? Field, string? Error);
