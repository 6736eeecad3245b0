namespace Steersman.Releases.Sources;

/// <summary>A chart cannot be had; the message names the source and says why, without credentials.</summary>
public sealed class ChartSourceException : Exception
{
    public ChartSourceException(string message)
        : base(message)
    {
    }

    public ChartSourceException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>How long the server wants to be left alone; null where it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
