using System.Text;
using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Nodes;

/// <summary>Commands joined by <c>|</c>, each given the value of the one before, and the variables that the last value goes to.</summary>
internal sealed class Pipeline(TemplateSource source, int position, Declaration[] declarations, bool isAssignment, Command[] commands)
    : Operand(source, position)
{
    /// <summary>The variables, in lexical order.</summary>
    public Declaration[] Declarations { get; } = declarations;

    public Command[] Commands { get; } = commands;

    /// <summary>Evaluates the pipeline and sets its variables; nil comes out as <see cref="Value.Missing"/>.</summary>
    public Value Evaluate(Frame frame, in Value dot)
    {
        frame.At = this;
        Value value = Value.Absent;
        foreach (Command command in Commands)
        {
            value = command.Evaluate(frame, dot, value);
            if (value.IsNil)
            {
                value = Value.Missing;
            }
        }

        foreach (Declaration declaration in Declarations)
        {
            declaration.Set(frame, value);
        }

        return value;
    }

    /// <inheritdoc/>
    public override Value Evaluate(Frame frame, in Value dot, Operand[] arguments, in Value final)
    {
        if (arguments.Length > 0 || !final.IsAbsent)
        {
            throw frame.Error($"can't give argument to non-function {this}");
        }

        return Evaluate(frame, dot);
    }

    internal override void WriteTo(StringBuilder text)
    {
        if (Declarations.Length > 0)
        {
            text.AppendJoin(", ", Declarations.Select(static declaration => declaration.Name)).Append(isAssignment ? " = " : " := ");
        }

        for (int index = 0; index < Commands.Length; index++)
        {
            Commands[index].WriteTo(index > 0 ? text.Append(" | ") : text);
        }
    }
}
