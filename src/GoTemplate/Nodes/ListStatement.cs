using System.Text;
using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Nodes;

/// <summary>Statements, one after the other.</summary>
internal sealed class ListStatement(TemplateSource source, int position, Statement[] statements) : Statement(source, position)
{
    public Statement[] Statements => statements;

    internal override Completion Execute(Frame frame, in Value dot)
    {
        foreach (Statement statement in statements)
        {
            Completion completion = statement.Execute(frame, dot);
            if (completion is not Completion.Normal)
            {
                return completion;
            }
        }

        return Completion.Normal;
    }

    internal override void WriteTo(StringBuilder text)
    {
        foreach (Statement statement in statements)
        {
            statement.WriteTo(text);
        }
    }
}
