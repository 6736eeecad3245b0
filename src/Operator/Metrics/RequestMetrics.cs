using System.Diagnostics.Metrics;
using System.Globalization;
using Steersman.Kubernetes.Client.Http;

namespace Steersman.Operator.Metrics;

/// <summary>Counts the requests to the API server (client-go's <c>rest_client_requests_total</c>, with verb and resource).</summary>
internal sealed class RequestMetrics : IRequestObserver, IDisposable
{
    public const string MeterName = "Steersman.Operator";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _requests;
    private readonly Histogram<double> _duration;

    public RequestMetrics()
    {
        _requests = _meter.CreateCounter<long>("rest_client_requests_total", description: "Requests to the API server by verb, resource and code.");
        _duration = _meter.CreateHistogram<double>("rest_client_request_duration_seconds", "s", "Time to the answer of requests to the API server.");
    }

    public void Completed(in RequestOutcome outcome)
    {
        _requests.Add(1, new("verb", outcome.Verb), new("resource", outcome.Resource), new("code", outcome.Code.ToString(CultureInfo.InvariantCulture)));
        if (outcome.Verb != "watch")
        {
            _duration.Record(outcome.Duration.TotalSeconds, new KeyValuePair<string, object?>("verb", outcome.Verb));
        }
    }

    public void Dispose() => _meter.Dispose();
}
