namespace Steersman.Helm;

/// <summary>An error that Helm reports, in Helm's own words.</summary>
public class HelmException : Exception
{
    public HelmException(string message)
        : base(message)
    {
    }

    public HelmException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public HelmException()
    {
    }
}
