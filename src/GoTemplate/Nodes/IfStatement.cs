using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Nodes;

/// <summary><c>{{if}}</c>.</summary>
internal sealed class IfStatement(TemplateSource source, int position, Pipeline pipeline, ListStatement list, ListStatement? otherwise)
    : BranchStatement(source, position, "if", pipeline, list, otherwise)
{
    internal override Completion Execute(Frame frame, in Value dot)
    {
        frame.Step();
        return Truth.Of(Pipeline.Evaluate(frame, dot)) ? List.Execute(frame, dot) : Otherwise?.Execute(frame, dot) ?? Completion.Normal;
    }
}
