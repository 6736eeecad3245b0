namespace Steersman.Yaml.Scanning;

/// <summary>A place where a key without <c>?</c> may have begun; a later <c>:</c> decides.</summary>
internal struct SimpleKey
{
    public bool IsPossible;

    /// <summary>
    /// The queue waits for it. go-yaml forgets to wait for a key that is an empty flow collection, <c>[]: x</c>: the KEY then comes too late and is an error.
    /// </summary>
    public bool IsAwaited;

    /// <summary>In block context at the indentation column nothing but a key may stand.</summary>
    public bool IsRequired;

    /// <summary>Number of the key's first token, counted from the start of the stream.</summary>
    public int TokenNumber;
    public int Position;
    public int Line;
    public int Column;
}
