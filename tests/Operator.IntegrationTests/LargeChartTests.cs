using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

[Category("Integration")]
[Category("Long")]
internal sealed class LargeChartTests : ReleaseTest
{
    private const int Objects = 2000;

    [Test]
    public async Task A_chart_of_two_thousand_objects_is_installed_upgraded_and_uninstalled()
    {
        await PackAsync(new TestChart("chart").With("templates/maps.yaml",
            $$$"""
            {{ range $i := until {{{Objects}}} }}
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: "map-{{ $i }}" }
            data: {text: {{ if eq $i 7 }}{{ $.Values.text | quote }}{{ else }}same{{ end }} }
            {{ end }}
            """));
        await ReleaseAsync("web", "chart", "{values: {text: one}}");
        await UntilReadyAsync("web", 1);
        string? first = (await GetAsync("v1", "ConfigMap", "map-1999"))?.Metadata.ResourceVersion;
        await ReleaseAsync("web", "chart", "{values: {text: two}}");
        await UntilReadyAsync("web", 2);
        Assert.That((await GetAsync("v1", "ConfigMap", "map-7"))?.Content["data"]?["text"]?.ToString(), Is.EqualTo("two"));
        Assert.That((await GetAsync("v1", "ConfigMap", "map-1999"))?.Metadata.ResourceVersion, Is.EqualTo(first));

        await DeleteReleaseAsync("web");
        Assert.That(await GetAsync("v1", "ConfigMap", "map-1999"), Is.Null);
    }
}
