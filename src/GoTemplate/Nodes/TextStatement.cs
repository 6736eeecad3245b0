using System.Text;
using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Nodes;

/// <summary>Text between actions, trimmed.</summary>
internal sealed class TextStatement(TemplateSource source, int position, string content) : Statement(source, position)
{
    public string Content => content;

    internal override Completion Execute(Frame frame, in Value dot)
    {
        frame.Write(content);
        return Completion.Normal;
    }

    internal override void WriteTo(StringBuilder text) => text.Append(content);
}
