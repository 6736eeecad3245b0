using System.Runtime.CompilerServices;
using Steersman.GoTemplate.Execution;

namespace Steersman.Sprig;

/// <summary>What a walk through values may cost: shared and circular maps would take for ever, or the stack, where Go's own walk ends the process.</summary>
internal sealed class WalkBudget
{
    private const int Nodes = 1_000_000;

    private int _left = Nodes;

    /// <summary>Counts a value on the way.</summary>
    /// <exception cref="FunctionException">The values are too many or nested too deeply.</exception>
    public void Visit()
    {
        if (--_left < 0 || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new FunctionException("the value is nested too deeply or holds too much");
        }
    }
}
