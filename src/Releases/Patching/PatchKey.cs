namespace Steersman.Releases.Patching;

/// <summary>The value by which elements of a list are told apart; null is one of them.</summary>
internal readonly record struct PatchKey(object? Value);
