using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

/// <summary>What a release depends on is ready before it, and goes after it.</summary>
[Category("Integration")]
internal sealed class DependencyTests : ReleaseTest
{
    [Test]
    public async Task Any_kind_may_be_depended_on_and_an_expression_says_when_it_is_ready()
    {
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ReleaseAsync("web", "chart", "{dependsOn: [{apiVersion: v1, kind: ConfigMap, name: gate, readyExpr: \"dep.data.open == 'yes' && self.metadata.name == 'web'\"}]}");
        await UntilReleaseAsync("web", "waits for the gate", release => Ready(release)?.Message == $"unable to get 'ConfigMap {Namespace}/gate' dependency: there is no such object: create it, or take it out of spec.dependsOn");
        await GateAsync("no");
        await UntilReleaseAsync("web", "waits for the gate to open", release => Ready(release)?.Message == $"dependency 'ConfigMap {Namespace}/gate' is not ready according to readyExpr eval");
        await GateAsync("yes");
        await UntilReadyAsync("web", 1);

        await GateAsync("no");
        await ReleaseAsync("web", "chart", "{values: {text: newer}, dependsOn: [{apiVersion: v1, kind: ConfigMap, name: gate, readyExpr: dep.data.open == 'yes'}]}");
        await UntilNotReadyAsync("web", Reasons.DependencyNotReady);
        Assert.That(await HistoryAsync("web"), Is.EqualTo("1 deployed"));
        await GateAsync("yes");
        await UntilReadyAsync("web", 2);
    }

    [Test]
    public async Task A_dependency_may_have_to_be_ready_for_a_while()
    {
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ReleaseAsync("backend", "chart");
        HelmRelease backend = await UntilReadyAsync("backend", 1);
        await ReleaseAsync("frontend", "chart", "{dependsOn: [{name: backend, readyFor: 3s}]}");
        HelmRelease frontend = await UntilReadyAsync("frontend", 1);
        Assert.That(frontend.CurrentStatus.History![0].FirstDeployed!.Value, Is.GreaterThanOrEqualTo(Ready(backend)!.LastTransitionTime + TimeSpan.FromSeconds(3)));
    }

    [Test]
    public async Task A_circle_is_named_on_each_of_its_members_and_ends_where_it_is_cut()
    {
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ReleaseAsync("a", "chart", "{dependsOn: [{name: b}]}");
        await ReleaseAsync("b", "chart", "{dependsOn: [{name: c}]}");
        await ReleaseAsync("c", "chart", "{dependsOn: [{name: a}]}");
        foreach ((string name, string circle) in ((string, string)[])[("a", "a b c a"), ("b", "b c a b"), ("c", "c a b c")])
        {
            HelmRelease release = await UntilReleaseAsync(name, "stalls", seen => seen.CurrentStatus.Find(ConditionTypes.Stalled)?.Reason == Reasons.DependencyCycle);
            Assert.That(Ready(release)?.Message, Does.Contain(string.Join(" → ", circle.Split(' ').Select(each => $"{Namespace}/{each}"))));
        }

        await ReleaseAsync("c", "chart");
        await UntilReadyAsync("a", 1);
    }

    [Test]
    public async Task An_expression_that_is_no_bool_stalls_the_release()
    {
        await ReleaseAsync("web", "chart", "{dependsOn: [{name: backend, readyExpr: \"1\"}]}");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.InvalidCELExpression);
        Assert.That(release.CurrentStatus.Find(ConditionTypes.Stalled)?.Message, Does.StartWith("spec.dependsOn[0].readyExpr: CEL expression output type mismatch: expected bool, got int"));
    }

    [Test]
    public async Task Releases_are_uninstalled_in_the_reverse_order()
    {
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ReleaseAsync("backend", "chart");
        await ReleaseAsync("frontend", "chart", "{dependsOn: [{name: backend}]}");
        await UntilReadyAsync("frontend", 1);

        IResourceClient<HelmRelease> releases = Client.Resource<HelmRelease>();
        await releases.DeleteAsync(new NamespacedName(Namespace, "backend"), DeleteOptions.Default, CancellationToken.None);
        HelmRelease waiting = await UntilReleaseAsync("backend", "waits for its dependents", release => Ready(release)?.Reason == Reasons.DependentsRemain);
        Assert.That(Ready(waiting)?.Message, Is.EqualTo($"the uninstall waits for HelmReleases that depend on this one: {Namespace}/frontend"));
        await DeleteReleaseAsync("frontend");
        await Until.HoldsAsync(releases, new NamespacedName(Namespace, "backend"), release => release is null, "backend is gone");
        Assert.That(await HistoryAsync("backend") + await HistoryAsync("frontend"), Is.Empty);
    }

    private Task<Unstructured> GateAsync(string open) => ApplyAsync($"{{apiVersion: v1, kind: ConfigMap, metadata: {{name: gate}}, data: {{open: '{open}'}}}}");
}
