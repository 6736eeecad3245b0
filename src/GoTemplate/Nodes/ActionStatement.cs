using System.Text;
using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Nodes;

/// <summary>An action that prints the value of its pipeline, or only sets variables.</summary>
internal sealed class ActionStatement(TemplateSource source, int position, Pipeline pipeline) : Statement(source, position)
{
    internal override Completion Execute(Frame frame, in Value dot)
    {
        frame.Step();
        Value value = pipeline.Evaluate(frame, dot);
        if (pipeline.Declarations.Length == 0)
        {
            frame.Print(value);
        }

        return Completion.Normal;
    }

    internal override void WriteTo(StringBuilder text)
    {
        pipeline.WriteTo(text.Append("{{"));
        text.Append("}}");
    }
}
