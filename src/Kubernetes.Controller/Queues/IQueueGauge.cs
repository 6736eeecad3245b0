namespace Steersman.Kubernetes.Controller.Queues;

/// <summary>What the metrics ask a queue for when they are collected.</summary>
internal interface IQueueGauge
{
    string Name { get; }

    int Depth { get; }

    TimeSpan UnfinishedWork { get; }

    TimeSpan LongestRunning { get; }
}
