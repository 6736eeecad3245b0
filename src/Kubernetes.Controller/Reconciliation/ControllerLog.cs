using Microsoft.Extensions.Logging;

namespace Steersman.Kubernetes.Controller.Reconciliation;

/// <summary>What controllers log.</summary>
internal static partial class ControllerLog
{
    [LoggerMessage(2001, LogLevel.Error, "{Controller}: {Key} failed (time {Failures} in a row) and is tried again later")]
    internal static partial void Failed(ILogger logger, Exception exception, string controller, string? key, int failures);

    [LoggerMessage(2003, LogLevel.Debug, "{Controller}: {Key} is tried again later (time {Tries} in a row): {Reason}")]
    internal static partial void Retried(ILogger logger, string controller, string? key, int tries, string reason);

    [LoggerMessage(2002, LogLevel.Error, "{Controller}: {Key} failed and is not tried again before something changes")]
    internal static partial void Terminal(ILogger logger, Exception exception, string controller, string? key);
}
