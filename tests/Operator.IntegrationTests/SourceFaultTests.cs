using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Steersman.Operator.Api.V1;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

/// <summary>Registries that are busy, out of order, or break off.</summary>
[Category("Integration")]
internal sealed class SourceFaultTests : ReleaseTest
{
    private static readonly TestChart Chart = TestChart.OfConfigMap("web");

    [Test]
    public async Task A_registry_that_is_busy_then_out_of_order_then_breaks_off_is_asked_again()
    {
        await using ChartStore store = await ChartStore.StartAsync();
        store.Push(Chart);
        ConcurrentDictionary<string, bool> asked = new(StringComparer.Ordinal);
        store.Intercept = context =>
        {
            string path = context.Request.Path.Value!;
            return asked.TryAdd(path, true) && Fail(context, path.Contains("/tags/", StringComparison.Ordinal) ? 429 : path.Contains("/manifests/", StringComparison.Ordinal) ? 503 : 0);
        };
        await ReleaseAsync("web", "", $"{{source: {{oci: {{url: 'oci://{store.Host}/org/web', version: ^1.0.0, insecure: true}}}}}}");
        await UntilReadyAsync("web", 1);

        Assert.That(asked.Keys.Select(store.Asked), Is.All.EqualTo(2));
    }

    [Test]
    public async Task A_registry_that_wants_to_be_left_alone_is_until_somebody_asks()
    {
        await using ChartStore store = await ChartStore.StartAsync();
        store.Push(Chart);
        store.Intercept = context =>
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            context.Response.Headers.RetryAfter = "600";
            return true;
        };
        await ReleaseAsync("web", "", $"{{source: {{oci: {{url: 'oci://{store.Host}/org/web', tag: 1.0.0, insecure: true}}}}}}");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.ArtifactFailed);
        Assert.That(Ready(release)?.Message, Does.Contain("429"));
        Assert.That(store.Server.Requests, Has.Count.EqualTo(1));

        store.Intercept = null;
        await PatchAsync("steersman.dev/v1", "HelmRelease", "web", "{metadata: {annotations: {steersman.dev/requestedAt: now}}}");
        await UntilReadyAsync("web", 1);
    }

    // A status of 0 breaks the connection off.
    private static bool Fail(HttpContext context, int status)
    {
        if (status == 0)
        {
            context.Abort();
            return true;
        }

        context.Response.StatusCode = status;
        context.Response.Headers.RetryAfter = "0";
        return true;
    }
}
