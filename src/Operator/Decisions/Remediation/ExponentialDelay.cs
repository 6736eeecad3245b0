namespace Steersman.Operator.Decisions.Remediation;

/// <summary>Time before a further try: it doubles with each try that failed, up to a bound.</summary>
internal static class ExponentialDelay
{
    /// <summary>The first delay of retries for which the spec gives none.</summary>
    public static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(30);

    /// <summary>The longest delay of retries.</summary>
    public static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(15);

    /// <summary>The delay between retries for which the spec gives none.</summary>
    public static TimeSpan After(int tries) => After(tries, FirstRetry, LongestRetry);

    /// <summary>The delay after so many failed tries, from 1; a first delay over the longest one stays as it is.</summary>
    public static TimeSpan After(int tries, TimeSpan first, TimeSpan longest)
    {
        TimeSpan delay = first;
        for (int tried = 1; tried < tries && delay < longest; tried++)
        {
            delay += delay;
        }

        return delay > longest && first < longest ? longest : delay;
    }
}
