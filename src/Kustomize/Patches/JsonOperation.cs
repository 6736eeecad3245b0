namespace Steersman.Kustomize.Patches;

/// <summary>One operation of a JSON 6902 patch.</summary>
/// <param name="Op">What to do; <c>unknown</c> where that is no text.</param>
/// <param name="Path">Where; null where there is none.</param>
/// <param name="From">From where; null where there is none.</param>
/// <param name="PathProblem">What Go says of a path that is no text; null where it is one.</param>
/// <param name="FromProblem">The same of <paramref name="From"/>.</param>
/// <param name="Value">The value; <see cref="JsonValue.GivenNull"/> for null, null where there is none.</param>
internal sealed record JsonOperation(string Op, string? Path, string? From, string? PathProblem, string? FromProblem, JsonValue? Value);
