namespace Steersman.Yaml.Scanning;

/// <summary>A place where a key without <c>?</c> may have begun; a later <c>:</c> decides.</summary>
internal struct SimpleKey
{
    public bool IsPossible;

    /// <summary>In block context at the indentation column nothing but a key may stand.</summary>
    public bool IsRequired;

    /// <summary>Number of the key's first token, counted from the start of the stream.</summary>
    public int TokenNumber;
    public int Position;
    public int Line;
    public int Column;
}
