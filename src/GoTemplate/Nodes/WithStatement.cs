using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Nodes;

/// <summary><c>{{with}}</c>: its value is dot in its list.</summary>
internal sealed class WithStatement(TemplateSource source, int position, Pipeline pipeline, ListStatement list, ListStatement? otherwise)
    : BranchStatement(source, position, "with", pipeline, list, otherwise)
{
    internal override Completion Execute(Frame frame, in Value dot)
    {
        frame.Step();
        Value value = Pipeline.Evaluate(frame, dot);
        if (!Truth.Of(value))
        {
            return Otherwise?.Execute(frame, dot) ?? Completion.Normal;
        }

        bool outer = frame.DotIsInterface;
        frame.DotIsInterface = false;
        Completion completion = List.Execute(frame, value);
        frame.DotIsInterface = outer;
        return completion;
    }
}
