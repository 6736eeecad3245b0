namespace Steersman.Helm.Registry;

/// <summary>A server asks to be left alone for a while.</summary>
/// <param name="message">What it answered.</param>
/// <param name="retryAfter">For how long.</param>
public sealed class RegistryBusyException(string message, TimeSpan retryAfter) : HelmException(message)
{
    public TimeSpan RetryAfter => retryAfter;
}
