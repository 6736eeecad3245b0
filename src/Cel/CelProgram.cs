using Steersman.Cel.Evaluation;
using Steersman.Cel.Values;

namespace Steersman.Cel;

/// <summary>An expression ready to be evaluated, by any number of threads at a time.</summary>
public sealed class CelProgram
{
    private readonly EvaluationNode _root;
    private readonly ICelTimeZones _zones;

    internal CelProgram(string expression, EvaluationNode root, ICelTimeZones zones, string? type)
    {
        Expression = expression;
        OutputType = type;
        _root = root;
        _zones = zones;
    }

    /// <summary>The expression as written.</summary>
    public string Expression { get; }

    /// <summary>The static type of what it gives; null where it was not checked.</summary>
    public string? OutputType { get; }

    /// <summary>Evaluates the expression.</summary>
    /// <param name="variables">Its variables; they must not change meanwhile.</param>
    /// <param name="limits">What it may cost; <see cref="CelLimits.Default"/> where null.</param>
    /// <param name="cancellation">Stops it at the next of many places.</param>
    /// <returns>The value, or why there is none: failures of an expression never throw.</returns>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public CelResult Evaluate(ICelVariables variables, CelLimits? limits = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(variables);
        cancellation.ThrowIfCancellationRequested();
        limits ??= CelLimits.Default;
        try
        {
            return new CelResult(Expression, _root.Evaluate(new EvaluationContext(variables, _zones, limits, cancellation)));
        }
        catch (CelInterruptedException)
        {
            return new CelResult(Expression, CelValue.Error($"operation cancelled: actual cost limit exceeded: {limits.Cost}"));
        }
        catch (InsufficientExecutionStackException)
        {
            return new CelResult(Expression, CelValue.Error("operation cancelled: values are nested too deep"));
        }
    }
}
