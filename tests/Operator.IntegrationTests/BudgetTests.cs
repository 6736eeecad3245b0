using Steersman.Operator.Api.V1;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

/// <summary>How many requests an operation costs, by the API server's audit log (architecture.md §6).</summary>
[Category("Integration")]
internal sealed class BudgetTests : ReleaseTest
{
    private const int Objects = 20;

    protected override bool StartsOperator => false;

    [TestCase(1)]
    [TestCase(7)]
    public async Task An_upgrade_of_n_changed_objects_takes_n_and_eight_requests_at_most_and_none_for_what_is_unchanged(int changed)
    {
        AuditLog.Need();
        await PackAsync(new TestChart("chart").With("templates/maps.yaml",
            $$$"""
            {{ range $i := until {{{Objects}}} }}
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: "map-{{ $i }}" }
            data: {text: {{ if lt $i (int $.Values.changed) }}{{ $.Values.text | quote }}{{ else }}same{{ end }} }
            {{ end }}
            """));
        using OperatorProgram running = new("--watch-namespace", Namespace);
        int revision = 0;
        foreach (string text in new[] { "one", "two", "three" })
        {
            DateTimeOffset began = DateTimeOffset.UtcNow;
            await ReleaseAsync("web", "chart", $"{{maxHistory: 2, values: {{changed: {changed}, text: {text}}}}}");
            await UntilReadyAsync("web", ++revision);
            await UntilEventAsync("web", revision == 1 ? Reasons.InstallSucceeded : Reasons.UpgradeSucceeded, $"web.v{revision}");
            AuditEntry[] requests = [.. (await AuditLog.OperatorRequestsAsync(began, DateTimeOffset.UtcNow)).Where(request => request.Namespace == Namespace && request.Verb != "watch")];
            string told = string.Join("\n", requests.Select(request => $"{request.Verb} {request.Uri}"));
            if (revision > 1)
            {
                Assert.That(requests, Has.Length.LessThanOrEqualTo(changed + 8), told);
                Assert.That(requests.Count(request => request.Uri.Contains("/configmaps/map-", StringComparison.Ordinal)), Is.EqualTo(changed), told);
            }
        }

        Assert.That(await HistoryAsync("web"), Is.EqualTo("2 superseded, 3 deployed"), "the third upgrade pruned a revision within its budget");
    }
}
