using System.Diagnostics.Metrics;

namespace Steersman.Kubernetes.Controller.Reconciliation;

/// <summary>The metrics of one controller, with controller-runtime's names.</summary>
internal sealed class ReconcileMetrics(string controller)
{
    private static readonly Counter<long> Total = ControllerMeter.Instance.CreateCounter<long>("controller_runtime_reconcile_total");
    private static readonly Histogram<double> Duration = ControllerMeter.Instance.CreateHistogram<double>("controller_runtime_reconcile_time_seconds", "s");
    private static readonly UpDownCounter<long> Active = ControllerMeter.Instance.CreateUpDownCounter<long>("controller_runtime_active_workers");

    private readonly KeyValuePair<string, object?> _tag = new("controller", controller);

    internal Run Begin(TimeProvider time)
    {
        Active.Add(1, _tag);
        return new Run(this, time);
    }

    /// <summary>One reconcile.</summary>
    internal sealed class Run(ReconcileMetrics metrics, TimeProvider time) : IDisposable
    {
        private readonly long _started = time.GetTimestamp();

        internal ReconcileOutcome Outcome { get; set; }

        public void Dispose()
        {
            Active.Add(-1, metrics._tag);
            Duration.Record(time.GetElapsedTime(_started).TotalSeconds, metrics._tag);
            Total.Add(1, metrics._tag, new KeyValuePair<string, object?>("result", NameOf(Outcome)));
        }

        private static string NameOf(ReconcileOutcome outcome) => outcome switch
        {
            ReconcileOutcome.Success => "success",
            ReconcileOutcome.RequeueAfter => "requeue_after",
            ReconcileOutcome.TerminalError => "terminal_error",
            ReconcileOutcome.Canceled => "canceled",
            _ => "error",
        };
    }
}
