namespace Steersman.Kustomize;

/// <summary>What a run has taken of <see cref="KustomizeLimits"/>. Not thread-safe.</summary>
internal sealed class Budget
{
    private long _steps;
    private int _copies;

    /// <exception cref="KustomizeException">The run has taken too many.</exception>
    public void Steps(int count)
    {
        _steps += count;
        if (_steps > KustomizeLimits.MaxSteps)
        {
            throw new KustomizeException($"the merges look at more than {KustomizeLimits.MaxSteps} elements of lists");
        }
    }

    /// <exception cref="KustomizeException">The run has made too many.</exception>
    public void Copies(int count)
    {
        _copies += count;
        if (_copies > KustomizeLimits.MaxCopies)
        {
            throw new KustomizeException($"aliases and copies make more than {KustomizeLimits.MaxCopies} nodes");
        }
    }
}
