using System.Collections.Concurrent;
using Steersman.Kubernetes.Client.Http;

namespace Steersman.Operator.IntegrationTests.Support;

/// <summary>Every request that an operator made. Thread-safe.</summary>
internal sealed class RequestLog : IRequestObserver
{
    private readonly ConcurrentQueue<RequestOutcome> _requests = new();

    public IReadOnlyList<RequestOutcome> Requests => [.. _requests];

    public void Completed(in RequestOutcome outcome) => _requests.Enqueue(outcome);
}
