namespace Steersman.Kubernetes.Client.Errors;

/// <summary>One cause in the details of a <see cref="ApiStatus"/>: a field and what is wrong with it.</summary>
public sealed record StatusCause(string? Reason, string? Message, string? Field);
