using Steersman.Yaml.Writing;

namespace Steersman.Yaml.Parsing;

/// <summary>One node of a document. Children follow their parent; <see cref="End"/> is the index after the last of them.</summary>
internal struct TapeNode
{
    public NodeKind Kind;

    /// <summary>A scalar that may be something other than a string by its looks.</summary>
    public bool IsImplicit;

    /// <summary>How a scalar was written.</summary>
    public ScalarStyle Style;

    /// <summary>A collection within brackets.</summary>
    public bool IsFlow;

    /// <summary>Line, from 0.</summary>
    public int Line;

    /// <summary>Slice of the input where <see cref="Text"/> is null; number of children in <see cref="Length"/> for a collection.</summary>
    public int Start;
    public int Length;

    /// <summary>Index after the last descendant; for an alias the index of the node that it names.</summary>
    public int End;

    /// <summary>Value of a scalar that is no slice, name of an alias.</summary>
    public string? Text;

    /// <summary>The tag in its long form, null for none.</summary>
    public string? Tag;
}
