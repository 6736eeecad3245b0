using Microsoft.Extensions.Logging;

namespace Steersman.Kubernetes.Controller.Informers;

/// <summary>What informers log.</summary>
internal static partial class InformerLog
{
    [LoggerMessage(1001, LogLevel.Warning, "informer of {Name}: {Step} failed; {Next} follows in {Wait}")]
    internal static partial void BackingOff(ILogger logger, Exception? exception, string name, ReflectorStep step, ReflectorStep next, TimeSpan wait);

    [LoggerMessage(1002, LogLevel.Error, "informer of {Name}: a handler failed on {Key}")]
    internal static partial void HandlerFailed(ILogger logger, Exception exception, string name, string key);

    [LoggerMessage(1003, LogLevel.Debug, "informer of {Name}: in step with the server, {Count} objects")]
    internal static partial void Synced(ILogger logger, string name, int count);
}
