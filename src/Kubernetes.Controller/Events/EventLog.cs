using Microsoft.Extensions.Logging;

namespace Steersman.Kubernetes.Controller.Events;

/// <summary>What the recorder of events logs.</summary>
internal static partial class EventLog
{
    [LoggerMessage(4001, LogLevel.Warning, "the event {Reason} about {Regarding} was dropped")]
    internal static partial void Dropped(ILogger logger, Exception? exception, string reason, string regarding);
}
