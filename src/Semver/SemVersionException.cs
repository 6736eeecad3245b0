namespace Steersman.Semver;

/// <summary>A text that is no version or no constraint; the message is the one of Masterminds/semver.</summary>
public sealed class SemVersionException : FormatException
{
    public SemVersionException()
    {
    }

    public SemVersionException(string message)
        : base(message)
    {
    }

    public SemVersionException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
