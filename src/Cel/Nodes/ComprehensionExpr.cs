namespace Steersman.Cel.Nodes;

/// <summary>What the macros over lists and maps become: a fold.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Range">The list, or the map whose keys are gone through.</param>
/// <param name="Variable">The name of an element.</param>
/// <param name="Accumulator">The name of what is gathered.</param>
/// <param name="Initial">What it is at first.</param>
/// <param name="Condition">Goes on while this is not false.</param>
/// <param name="Step">What is gathered after an element.</param>
/// <param name="Result">What comes out at the end.</param>
internal sealed record ComprehensionExpr(int Id, Expr Range, string Variable, string Accumulator, Expr Initial, Expr Condition, Expr Step, Expr Result) : Expr(Id);
