using System.Diagnostics;
using Steersman.Cel.Functions;
using Steersman.Cel.Values;

namespace Steersman.Cel.Evaluation;

/// <summary>A call of a function: an argument that is an error is the result.</summary>
/// <param name="id">The number of the call, which one of cel-go's messages shows.</param>
/// <param name="name">The name that is called.</param>
/// <param name="function">The function; null where there is none, which is an error only when the call is reached.</param>
/// <param name="arguments">Target and arguments.</param>
[DebuggerDisplay("{Name}")]
internal sealed class CallNode(int id, string name, CelFunction? function, EvaluationNode[] arguments) : EvaluationNode
{
    public string Name => name;

    public IReadOnlyList<EvaluationNode> Arguments => arguments;

    public override CelValue Evaluate(EvaluationContext context)
    {
        context.Spend(1);
        CelValue[] values = new CelValue[arguments.Length];
        CelValue failed = default;
        for (int index = 0; index < values.Length; index++)
        {
            values[index] = arguments[index].Evaluate(context);
            failed = failed.IsError ? failed : values[index];
            if (values[index].IsError && values.Length > 2)
            {
                break;
            }
        }

        if (failed.IsError && function?.Name != Nodes.Operators.NotStrictlyFalse)
        {
            return failed;
        }

        if (function is { HasBinding: true } && (values.Length == 0 || failed.IsError || values[0].Kind.Has(function.Trait)))
        {
            return function.Call(context, values);
        }

        return values.Length > 0 && values[0].Kind.Has(Trait.Receiver)
            ? CelValue.NoSuchOverload
            : CelValue.Error(values.Length > 2 ? $"no such overload: {name} {id}" : $"no such overload: {name}");
    }
}
