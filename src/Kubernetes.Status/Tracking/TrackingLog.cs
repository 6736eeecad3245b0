using Microsoft.Extensions.Logging;

namespace Steersman.Kubernetes.Status.Tracking;

/// <summary>What tracking logs.</summary>
internal static partial class TrackingLog
{
    [LoggerMessage(2001, LogLevel.Error, "the watch of {Feed} ended unexpectedly")]
    internal static partial void FeedFailed(ILogger logger, Exception exception, string feed);
}
