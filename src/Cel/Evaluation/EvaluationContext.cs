using Steersman.Cel.Values;

namespace Steersman.Cel.Evaluation;

/// <summary>One evaluation: its variables, what it has cost, and who may stop it.</summary>
internal sealed class EvaluationContext(ICelVariables variables, ICelTimeZones zones, CelLimits limits, CancellationToken cancellation)
{
    private const int StepsBetweenChecks = 1024;

    private long _cost;
    private long _checkedAt;

    /// <summary>An evaluation without variables, for what is computed when a program is made.</summary>
    public static EvaluationContext Constant(ICelTimeZones zones) => new(NoVariables.Instance, zones, CelLimits.Default, CancellationToken.None);

    public ICelTimeZones Zones => zones;

    /// <summary>The variables of the folds around the node that is evaluated.</summary>
    public FoldScope? Scope { get; set; }

    /// <summary>Charges steps.</summary>
    /// <exception cref="CelInterruptedException">The limit is passed.</exception>
    /// <exception cref="OperationCanceledException">Whoever asked does not want to know any more.</exception>
    public void Spend(long steps)
    {
        _cost += steps;
        if (_cost > limits.Cost)
        {
            throw new CelInterruptedException();
        }

        if (_cost - _checkedAt > StepsBetweenChecks)
        {
            _checkedAt = _cost;
            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Charges characters or bytes that are read or made.</summary>
    public void SpendText(long length) => Spend((length / 10) + 1);

    public bool TryGet(string name, out CelValue value)
    {
        for (FoldScope? scope = Scope; scope is not null; scope = scope.Outer)
        {
            if (scope.TryGet(this, name, out value))
            {
                return true;
            }
        }

        return variables.TryGet(name, out value);
    }
}
