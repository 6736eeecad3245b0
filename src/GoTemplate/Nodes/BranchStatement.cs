using System.Text;
using Steersman.GoTemplate.Execution;

namespace Steersman.GoTemplate.Nodes;

/// <summary><c>if</c>, <c>with</c> and <c>range</c>: a pipeline decides between two lists.</summary>
internal abstract class BranchStatement(TemplateSource source, int position, string word, Pipeline pipeline, ListStatement list, ListStatement? otherwise)
    : Statement(source, position)
{
    private protected Pipeline Pipeline => pipeline;

    private protected ListStatement List => list;

    /// <summary>What stands behind <c>else</c>.</summary>
    private protected ListStatement? Otherwise => otherwise;

    internal override void WriteTo(StringBuilder text)
    {
        pipeline.WriteTo(text.Append("{{").Append(word).Append(' '));
        list.WriteTo(text.Append("}}"));
        otherwise?.WriteTo(text.Append("{{else}}"));
        text.Append("{{end}}");
    }
}
