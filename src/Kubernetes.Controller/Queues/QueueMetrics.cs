using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Steersman.Kubernetes.Controller.Queues;

/// <summary>The metrics of one queue, with client-go's names.</summary>
internal sealed class QueueMetrics : IDisposable
{
    private static readonly ConcurrentDictionary<QueueMetrics, IQueueGauge> Live = new();
    private static readonly Counter<long> Adds = ControllerMeter.Instance.CreateCounter<long>("workqueue_adds_total");
    private static readonly Counter<long> Retries = ControllerMeter.Instance.CreateCounter<long>("workqueue_retries_total");
    private static readonly Histogram<double> QueueDuration = ControllerMeter.Instance.CreateHistogram<double>("workqueue_queue_duration_seconds", "s");
    private static readonly Histogram<double> WorkDuration = ControllerMeter.Instance.CreateHistogram<double>("workqueue_work_duration_seconds", "s");

    private readonly KeyValuePair<string, object?> _tag;

    static QueueMetrics()
    {
        ControllerMeter.Instance.CreateObservableGauge("workqueue_depth", static () => Observe(queue => (double)queue.Depth));
        ControllerMeter.Instance.CreateObservableGauge("workqueue_unfinished_work_seconds", static () => Observe(queue => queue.UnfinishedWork.TotalSeconds), "s");
        ControllerMeter.Instance.CreateObservableGauge("workqueue_longest_running_processor_seconds", static () => Observe(queue => queue.LongestRunning.TotalSeconds), "s");
    }

    internal QueueMetrics(IQueueGauge queue)
    {
        _tag = new("name", queue.Name);
        Live[this] = queue;
    }

    internal void Added() => Adds.Add(1, _tag);

    internal void Retried() => Retries.Add(1, _tag);

    internal void Taken(TimeSpan waited) => QueueDuration.Record(waited.TotalSeconds, _tag);

    internal void Worked(TimeSpan duration) => WorkDuration.Record(duration.TotalSeconds, _tag);

    public void Dispose() => Live.TryRemove(this, out _);

    private static IEnumerable<Measurement<double>> Observe(Func<IQueueGauge, double> read)
    {
        foreach ((QueueMetrics metrics, IQueueGauge queue) in Live)
        {
            yield return new Measurement<double>(read(queue), metrics._tag);
        }
    }
}
