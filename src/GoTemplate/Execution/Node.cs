using System.Text;

namespace Steersman.GoTemplate.Execution;

/// <summary>A node of a parsed template: where it stands, and how errors print it. Immutable once parsed.</summary>
public abstract class Node
{
    private protected Node(TemplateSource source, int position)
    {
        Source = source;
        Position = position;
    }

    internal TemplateSource Source { get; }

    internal int Position { get; }

    /// <inheritdoc/>
    public sealed override string ToString()
    {
        StringBuilder text = new();
        WriteTo(text);
        return text.ToString();
    }

    /// <summary>Writes the node as Go's <c>String()</c> of it does.</summary>
    internal abstract void WriteTo(StringBuilder text);
}
