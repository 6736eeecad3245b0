using Steersman.Cel.Nodes;

namespace Steersman.Cel.Parsing;

/// <summary>Makes a balanced tree of a chain of equal logical operators, as cel-go does; the order of terms stays.</summary>
internal sealed class LogicalChain(string function, Expr first)
{
    private readonly List<Expr> _terms = [first];
    private readonly List<int> _operators = [];

    public void Add(int operatorId, Expr term)
    {
        _operators.Add(operatorId);
        _terms.Add(term);
    }

    public Expr ToExpr() => _operators.Count == 0 ? _terms[0] : Balance(0, _operators.Count - 1);

    private CallExpr Balance(int low, int high)
    {
        int middle = (low + high + 1) / 2;
        Expr left = middle == low ? _terms[middle] : Balance(low, middle - 1);
        Expr right = middle == high ? _terms[middle + 1] : Balance(middle + 1, high);
        return new CallExpr(_operators[middle], function, null, [left, right]);
    }
}
