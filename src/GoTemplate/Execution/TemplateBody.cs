namespace Steersman.GoTemplate.Execution;

/// <summary>One parsed template: a file's own text, or the body of a <c>define</c>. Immutable and safe for concurrent use.</summary>
public sealed class TemplateBody
{
    internal TemplateBody(string name, Statement root, int slots, int depth, bool isEmpty)
    {
        Name = name;
        Root = root;
        Slots = slots;
        Depth = depth;
        IsEmpty = isEmpty;
    }

    public string Name { get; }

    /// <summary>True where nothing but white space and comments is in it: such a body never replaces another.</summary>
    public bool IsEmpty { get; }

    internal Statement Root { get; }

    /// <summary>Variables declared in it, <c>$</c> included.</summary>
    internal int Slots { get; }

    /// <summary>How deep its constructs nest.</summary>
    internal int Depth { get; }
}
