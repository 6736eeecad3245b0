using Steersman.Cel.Values;

namespace Steersman.Cel.Evaluation;

/// <summary>The element and what is gathered, while a fold runs.</summary>
internal sealed class FoldScope(FoldScope? outer, string variable, string accumulator, EvaluationNode initial)
{
    private bool _isInitialized;

    public FoldScope? Outer => outer;

    public CelValue Element { get; set; }

    public CelValue Accumulated { get; private set; }

    /// <summary>True at the end: the result does not see the element.</summary>
    public bool IsFinished { get; set; }

    public void Accumulate(CelValue value)
    {
        _isInitialized = true;
        Accumulated = value;
    }

    public bool TryGet(EvaluationContext context, string name, out CelValue value)
    {
        if (name == accumulator)
        {
            if (!_isInitialized)
            {
                Accumulate(Initial(context));
            }

            value = Accumulated;
            return true;
        }

        value = Element;
        return !IsFinished && name == variable;
    }

    private CelValue Initial(EvaluationContext context)
    {
        FoldScope? inner = context.Scope;
        context.Scope = outer;
        CelValue value = initial.Evaluate(context);
        context.Scope = inner;
        return value.Kind == CelKind.List && value.AsList.Count == 0 ? CelValue.FromList(new GrowingCelList()) : value;
    }
}
