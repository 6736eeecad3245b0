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
}
