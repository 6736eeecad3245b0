using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Nodes;

/// <summary>A term of a command: a literal, dot, a field, a variable, a function's name, a pipeline in parentheses.</summary>
internal abstract class Operand(TemplateSource source, int position) : Node(source, position)
{
    /// <summary>Evaluates the term as the first word of a command (Go's <c>evalCommand</c>).</summary>
    /// <param name="frame">The execution.</param>
    /// <param name="dot">Dot.</param>
    /// <param name="arguments">What follows the term in the command.</param>
    /// <param name="final">The value that the pipeline hands on, or <see cref="Value.Absent"/>.</param>
    public abstract Value Evaluate(Frame frame, in Value dot, Operand[] arguments, in Value final);

    /// <summary>Evaluates the term as an argument for a parameter (Go's <c>evalArg</c>).</summary>
    public virtual Value EvaluateArgument(Frame frame, in Value dot, GoType parameter)
    {
        frame.At = this;
        return Arguments.Validate(frame, Evaluate(frame, dot, [], Value.Absent), parameter);
    }

    /// <summary>Fails where a term that is no function is given arguments.</summary>
    private protected void ExpectNoArguments(Frame frame, Operand[] arguments, in Value final)
    {
        if (arguments.Length > 0 || !final.IsAbsent)
        {
            throw frame.Error($"can't give argument to non-function {this}");
        }
    }
}
