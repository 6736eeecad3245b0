using System.Text.Json.Nodes;
using System.Threading.Channels;
using Steersman.Helm.Tests.Registry;
using Steersman.Operator.Api;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Hosting;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

/// <summary>Events posted by the whole operator to the address of <c>--events-addr</c>.</summary>
[Category("Integration")]
[TestFixture("steersman.dev/v1")]
[TestFixture("helm.toolkit.fluxcd.io/v2")]
internal sealed class EventForwardingTests(string apiVersion) : ReleaseTest
{
    private readonly Channel<(string Request, string Body)> _posted = Channel.CreateUnbounded<(string Request, string Body)>();

    protected override ReleaseKind Kind => ReleaseKinds.Of(apiVersion);

    protected override bool StartsOperator => false;

    [Test]
    public async Task An_install_is_posted_in_Fluxs_format()
    {
        await using ScriptedServer endpoint = await ScriptedServer.StartAsync(async (_, context) =>
        {
            using StreamReader reader = new(context.Request.Body);
            string body = await reader.ReadToEndAsync();
            context.Response.StatusCode = 202;
            await _posted.Writer.WriteAsync(($"{context.Request.Method} {context.Request.Path} {context.Request.ContentType}", body));
        });
        StartOperator(new OperatorOptions { WatchNamespaces = [Namespace], ReconcileFlux = Kind.IsFlux, Events = new Uri(endpoint.Url, "/hook") });
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ReleaseAsync("web", "chart");
        HelmRelease release = await UntilReadyAsync("web", 1);

        JsonObject told = await UntilPostedAsync(Reasons.InstallSucceeded);
        string group = apiVersion.Split('/')[0];
        Assert.That(told.Select(field => field.Key), Is.EquivalentTo(["involvedObject", "severity", "timestamp", "message", "reason", "metadata", "reportingController", "reportingInstance"]));
        JsonNode about = told["involvedObject"]!;
        Assert.That(
            (about["apiVersion"]!.ToString(), about["kind"]!.ToString(), about["namespace"]!.ToString(), about["name"]!.ToString(), about["uid"]!.ToString()),
            Is.EqualTo((apiVersion, "HelmRelease", Namespace, "web", release.Metadata.Uid)));
        Assert.That((told["severity"]!.ToString(), told["reportingController"]!.ToString()), Is.EqualTo(("info", "helm-controller")));
        Assert.That(told["message"]!.ToString(), Is.EqualTo($"Helm install succeeded for release {Namespace}/web.v1 with chart chart@1.0.0"));
        Assert.That(told["timestamp"]!.ToString(), Does.Match("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$"));
        Assert.That((told["metadata"]![$"{group}/revision"]!.ToString(), told["metadata"]![$"{group}/token"]!.ToString()), Is.EqualTo(("1.0.0", release.CurrentStatus.LastAttemptedConfigDigest)));
    }

    private async Task<JsonObject> UntilPostedAsync(string reason)
    {
        using CancellationTokenSource deadline = new(Until.Patience);
        while (true)
        {
            (string request, string body) = await _posted.Reader.ReadAsync(deadline.Token);
            Assert.That(request, Is.EqualTo("POST /hook application/json"));
            JsonObject told = (JsonObject)JsonNode.Parse(body)!;
            if (told["reason"]!.ToString() == reason)
            {
                return told;
            }
        }
    }
}
