using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Execution;

/// <summary>A node that writes to the output: text, an action, a control structure.</summary>
public abstract class Statement : Node
{
    private protected Statement(TemplateSource source, int position)
        : base(source, position)
    {
    }

    internal abstract Completion Execute(Frame frame, in Value dot);
}
