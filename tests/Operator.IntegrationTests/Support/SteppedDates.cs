namespace Steersman.Operator.IntegrationTests.Support;

/// <summary>A server whose clock is set with that of the operator, by the dates of its answers.</summary>
internal sealed class SteppedDates(SteppedTime clock, HttpMessageHandler connections) : DelegatingHandler(connections)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
        response.Headers.Date += clock.Stepped;
        return response;
    }
}
