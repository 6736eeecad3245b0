namespace Steersman.Kustomize;

/// <summary>What is refused of hostile patches. kustomize has no limits.</summary>
public static class KustomizeLimits
{
    /// <summary>Elements of lists that merges may look at in one run: a list of some thousand elements, patched as a whole.</summary>
    public const long MaxSteps = 20_000_000;

    /// <summary>Nodes that aliases and <c>copy</c> operations may add in one run.</summary>
    public const int MaxCopies = 2_000_000;
}
