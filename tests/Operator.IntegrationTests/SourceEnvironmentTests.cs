using System.Globalization;
using System.Text;
using Steersman.Helm.Tests.Registry;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

/// <summary>Sources of the operator as users run it: through the proxy and by the authorities of its environment, within its memory.</summary>
[Category("Integration")]
internal sealed class SourceEnvironmentTests : ReleaseTest
{
    private const double MaxMebibytes = 100;
    private static readonly TestChart Chart = TestChart.OfConfigMap("web");

    protected override bool StartsOperator => false;

    [Test]
    public async Task The_proxy_and_the_authorities_of_the_environment_are_honoured_and_an_index_of_twenty_megabytes_is_no_burden()
    {
        using TestCertificates certificates = new();
        await using ChartStore proxy = await ChartStore.StartAsync();
        await using ChartStore secure = await ChartStore.StartAsync(certificates: certificates);
        proxy.PutChart(Chart);
        secure.PutChart(Chart);
        string authorities = Path.GetTempFileName();
        await File.WriteAllTextAsync(authorities, certificates.AuthorityPem);
        try
        {
            using OperatorProgram running = new("debug", ["--watch-namespace", Namespace], new Dictionary<string, string> { ["HTTP_PROXY"] = proxy.Url, ["SSL_CERT_FILE"] = authorities });
            await ReleaseAsync("through", "", "{source: {http: {url: 'http://charts.example.invalid/charts', chart: web}}}");
            await ReleaseAsync("secure", "", $"{{source: {{http: {{url: '{secure.Url}/charts', chart: web}}}}}}");
            await UntilReadyAsync("through", 1);
            await UntilReadyAsync("secure", 1);

            byte[] archive = Chart.Pack();
            secure.Put("/large/index.yaml", LargeIndex(ChartStore.Entry(Chart, archive, $"{secure.Url}/charts/web-1.0.0.tgz")));
            double before = running.PeakMemory;
            await ReleaseAsync("large", "", $"{{source: {{http: {{url: '{secure.Url}/large', chart: web}}}}}}");
            await UntilReadyAsync("large", 1);
            double more = running.PeakMemory - before;
            RunReport.Tell(FormattableString.Invariant($"an index of 20 MB: {more:0} MiB more at the peak of the operator ({before:0} MiB before)"));
            Assert.That(more, Is.LessThan(MaxMebibytes));
        }
        finally
        {
            File.Delete(authorities);
        }
    }

    private static string LargeIndex(string entry)
    {
        string description = new('x', 400);
        StringBuilder text = new("apiVersion: v1\nentries:\n");
        for (int chart = 0; chart < 400; chart++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  chart{chart}:\n");
            for (int version = 0; version < 100; version++)
            {
                text.Append(CultureInfo.InvariantCulture, $"  - apiVersion: v2\n    name: chart{chart}\n    version: 1.{version}.0\n    description: {description}\n    urls:\n    - chart{chart}-1.{version}.0.tgz\n");
            }
        }

        return text.Append("  web:\n").Append(entry).ToString();
    }
}
