using System.Text;
using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Nodes;

/// <summary><c>{{break}}</c> or <c>{{continue}}</c>.</summary>
internal sealed class JumpStatement(TemplateSource source, int position, Completion completion) : Statement(source, position)
{
    internal override Completion Execute(Frame frame, in Value dot) => completion;

    internal override void WriteTo(StringBuilder text) => text.Append(completion is Completion.Break ? "{{break}}" : "{{continue}}");
}
