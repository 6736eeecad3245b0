namespace Steersman.Operator.Decisions;

/// <summary>What is known of the values.</summary>
/// <param name="Digest">Digest of the composed values; null where they could not be composed.</param>
/// <param name="Error">What is wrong, naming the object; null where nothing is.</param>
public sealed record ValuesState(string? Digest, string? Error)
{
    /// <summary>The objects, as <c>ConfigMap/name</c>, that changed since the values before were composed; empty where the process saw none change.</summary>
    public IReadOnlyList<string> Changed { get; init; } = [];

    public static ValuesState NotAsked { get; } = new(null, null);
}
