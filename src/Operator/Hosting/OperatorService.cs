namespace Steersman.Operator.Hosting;

/// <summary>Runs the operator inside the host; its end is the end of the process.</summary>
internal sealed class OperatorService(OperatorProcess process, IHostApplicationLifetime lifetime, ILogger<OperatorService> log) : BackgroundService
{
    /// <summary>True where the operator did not end because it was asked to.</summary>
    public bool HasFailed { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await process.RunAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The end that was asked for.
        }
#pragma warning disable CA1031 // the root of the operator: whatever ends it is logged, and ends the process
        catch (Exception exception)
#pragma warning restore CA1031
        {
            HasFailed = true;
            log.LogCritical(exception, "The operator stops: {Message}", exception.Message);
        }

        lifetime.StopApplication();
    }
}
