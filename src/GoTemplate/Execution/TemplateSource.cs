using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Execution;

/// <summary>A text that templates were parsed from, and its name (Go's <c>ParseName</c>).</summary>
public sealed class TemplateSource
{
    public TemplateSource(string name, string text)
    {
        Name = name;
        Text = text;
    }

    public string Name { get; }

    public string Text { get; }

    /// <summary>A place in the text as execution errors give it: name, line from 1, byte in the line from 0.</summary>
    /// <param name="position">In UTF-16 units.</param>
    public string Locate(int position)
    {
        ReadOnlySpan<char> before = Text.AsSpan(0, position);
        int line = 1 + before.Count('\n');
        int column = GoString.ByteLength(before[(before.LastIndexOf('\n') + 1)..]);
        return $"{Name}:{line}:{column}";
    }
}
