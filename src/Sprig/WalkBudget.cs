using System.Runtime.CompilerServices;
using Steersman.GoTemplate.Execution;

namespace Steersman.Sprig;

/// <summary>What a walk through values may cost: shared and circular maps would take for ever, or the stack, where Go's own walk ends the process.</summary>
internal sealed class WalkBudget
{
    private const long Elements = 4_000_000;

    private long _left = Elements;

    /// <summary>What was visited so far.</summary>
    public long Visited => Elements - _left;

    /// <summary>Counts a value on the way.</summary>
    /// <param name="elements">What it holds.</param>
    /// <exception cref="FunctionException">The values are too many or nested too deeply.</exception>
    public void Visit(long elements)
    {
        if ((_left -= 1 + elements) < 0 || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new FunctionException("the value is nested too deeply or holds too much");
        }
    }
}
