namespace Steersman.Operator.IntegrationTests.Support;

/// <summary>Where an operator is cut off from its cluster.</summary>
/// <param name="Request">At which of its requests, from 1.</param>
/// <param name="IsAfter">After the server did it and before the answer, else before it is sent.</param>
internal readonly record struct CutPoint(int Request, bool IsAfter)
{
    /// <summary>Never.</summary>
    public static CutPoint None => default;

    public override string ToString() => this == None ? "undisturbed" : $"{(IsAfter ? "after" : "before")} request {Request}";
}
