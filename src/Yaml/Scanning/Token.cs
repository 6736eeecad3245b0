namespace Steersman.Yaml.Scanning;

/// <summary>One token. Text that stands in the input as it is, is a slice of it; else it is in <see cref="Text"/>.</summary>
internal struct Token
{
    public TokenKind Kind;

    /// <summary>For a scalar: it was written without quotes and not as a block.</summary>
    public bool IsPlain;

    /// <summary>Line where the token starts, from 0.</summary>
    public int Line;

    /// <summary>Slice of the input (scalars), or the version's numbers (directives).</summary>
    public int Start;
    public int Length;

    /// <summary>Value of a scalar that is no slice; name of an anchor or alias; handle of a tag.</summary>
    public string? Text;

    /// <summary>Suffix of a tag, prefix of a tag directive.</summary>
    public string? Suffix;
}
