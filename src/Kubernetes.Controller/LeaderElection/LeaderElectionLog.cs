using Microsoft.Extensions.Logging;

namespace Steersman.Kubernetes.Controller.LeaderElection;

/// <summary>What the leader election logs.</summary>
internal static partial class LeaderElectionLog
{
    [LoggerMessage(3001, LogLevel.Information, "{Identity} leads: it holds the lease {Lease}")]
    internal static partial void Leading(ILogger logger, string identity, string lease);

    [LoggerMessage(3002, LogLevel.Warning, "the lease {Lease} could not be acquired or renewed")]
    internal static partial void TryFailed(ILogger logger, Exception exception, string lease);

    [LoggerMessage(3003, LogLevel.Error, "the lease {Lease} is held by {Holder} now")]
    internal static partial void Taken(ILogger logger, string lease, string? holder);

    [LoggerMessage(3004, LogLevel.Error, "the lease {Lease} was not renewed in time")]
    internal static partial void Lost(ILogger logger, string lease);

    [LoggerMessage(3005, LogLevel.Information, "the lease {Lease} was given back")]
    internal static partial void Released(ILogger logger, string lease);

    [LoggerMessage(3006, LogLevel.Warning, "the work failed while leadership was lost")]
    internal static partial void WorkFailedAfterLoss(ILogger logger, Exception exception);
}
