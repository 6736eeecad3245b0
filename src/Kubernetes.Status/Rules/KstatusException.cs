namespace Steersman.Kubernetes.Status.Rules;

/// <summary>An object of which kstatus cannot say anything; the message is the Go library's text.</summary>
public sealed class KstatusException : Exception
{
    public KstatusException(string message)
        : base(message)
    {
    }

    public KstatusException()
    {
    }

    public KstatusException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
