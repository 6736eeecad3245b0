using Steersman.Yaml.Writing;

namespace Steersman.Yaml.Scanning;

/// <summary>One token. Text that stands in the input as it is, is a slice of it; else it is in <see cref="Text"/>.</summary>
internal struct Token
{
    public TokenKind Kind;

    /// <summary>How a scalar was written.</summary>
    public ScalarStyle Style;

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
