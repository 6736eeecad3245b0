using Steersman.Operator.Api.V1;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

/// <summary>Everything that can be wrong about a spec and what it refers to, beside its source: one clear message and event each, and the fix wakes the release.</summary>
[Category("Integration")]
internal sealed class BadSpecTests : ReleaseTest
{
    private const string Chart = "{kind: OCIRepository, name: ";

    [OneTimeSetUp]
    public static Task InstallAsync() => FluxDefinitions.InstallAsync("helmrepositories", "ocirepositories");

    [Test]
    public async Task Each_wrong_spec_names_field_object_and_way_out_is_not_tried_in_a_loop_and_is_woken_by_its_fix()
    {
        await using ChartStore store = await ChartStore.StartAsync();
        store.Push(TestChart.OfConfigMap("chart"));
        string late = NewNamespaceName();
        await PackAsync(TestChart.OfConfigMap("chart"));
        await ObjectsAsync(store);
        BadSpec[] specs = [.. Values(), .. Dependencies(), .. Fields(late), .. Sources(store)];
        foreach (BadSpec spec in specs)
        {
            await ReleaseAsync(spec.Name, "chart", spec.Spec);
        }

        foreach (BadSpec spec in specs)
        {
            HelmRelease release = await UntilReleaseAsync(spec.Name, $"says {spec.Message}", seen => Ready(seen) is { Status: "False" } ready && ready.Message.Contains(spec.Message, StringComparison.Ordinal));
            Assert.That(Ready(release)!.Reason, Is.EqualTo(spec.Reason), spec.Name);
            Assert.That(Ready(release)!.Message, Does.Not.Contain("hunter2"), spec.Name);
            await UntilEventAsync(spec.Name, spec.Reason, spec.Message);
        }

        // Finalizer and verdict, and a little for what was on its way.
        Assert.That(Operator.Requests.Requests.Count(request => request.Resource == "helmreleases/status"), Is.LessThan(specs.Length * 4));
        foreach (BadSpec spec in specs)
        {
            await (spec.Object is { } mended ? ApplyAsync(mended) : ReleaseAsync(spec.Name, "chart"));
        }

        await Task.WhenAll(specs.Select(spec => UntilReadyAsync(spec.Name, 1)));
    }

    private static IEnumerable<BadSpec> Values()
    {
        yield return new("values-missing", "{valuesFrom: [{kind: ConfigMap, name: late}]}", Reasons.ValuesError, "with key 'values.yaml': configmaps \"late\" not found: create it, or set optional: true", Map("late", "values.yaml: 'a: 1'"));
        yield return new("values-key", "{valuesFrom: [{kind: ConfigMap, name: present}, {kind: ConfigMap, name: other-key}]}", Reasons.ValuesError, "spec.valuesFrom[1]: could not resolve ConfigMap chart values reference", Map("other-key", "values.yaml: 'a: 1'"));
        yield return new("values-yaml", "{valuesFrom: [{kind: ConfigMap, name: no-yaml}]}", Reasons.ValuesError, "it must hold a YAML object; a single value needs targetPath", Map("no-yaml", "values.yaml: 'a: 1'"));
        yield return new("values-secret", "{valuesFrom: [{kind: Secret, name: no-yaml}]}", Reasons.ValuesError, "its text cannot be read as values", Secret("no-yaml", "values.yaml: 'a: 1'"));
        yield return new("values-path", "{valuesFrom: [{kind: Secret, name: password, valuesKey: key, targetPath: text}]}", Reasons.ValuesError, "write it as helm --set does, or set literal: true", Secret("password", "key: plain"));
    }

    private static IEnumerable<BadSpec> Dependencies()
    {
        yield return new("dependency", "{dependsOn: [{name: values-late}]}", Reasons.DependencyNotReady, "there is no such HelmRelease: create it, or take it out of spec.dependsOn");
        yield return new("dependency-object", "{dependsOn: [{apiVersion: v1, kind: ConfigMap, name: gate}]}", Reasons.DependencyNotReady, "there is no such object: create it, or take it out of spec.dependsOn", Map("gate", "a: b"));
        yield return new("dependency-kind", "{dependsOn: [{apiVersion: example.com/v1, kind: Nothing, name: a}]}", Reasons.DependencyNotReady, "install its definition, or mend apiVersion and kind in spec.dependsOn");
        yield return new("dependency-expression", "{dependsOn: [{name: a, readyExpr: 'dep ='}]}", Reasons.InvalidCELExpression, "spec.dependsOn[0].readyExpr: ");
        yield return new("dependency-itself", "{dependsOn: [{name: dependency-itself}]}", Reasons.DependencyCycle, "take one of these dependencies away");
    }

    private static IEnumerable<BadSpec> Fields(string late)
    {
        yield return new("namespace", $"{{targetNamespace: {late}, releaseName: namespace}}", Reasons.NamespaceMissing, $"namespace {late} is missing: create it, or set spec.install.createNamespace", $"{{apiVersion: v1, kind: Namespace, metadata: {{name: {late}}}}}");
        yield return new("release-name", "{releaseName: Not_A_Name}", Reasons.InvalidSpec, "spec.releaseName: ");
        yield return new("health-expression", "{healthCheckExprs: [{apiVersion: v1, kind: ConfigMap, current: 'a b'}]}", Reasons.InvalidCELExpression, "spec.healthCheckExprs[0].current: ");
        yield return new("drift-path", "{driftDetection: {mode: enabled, ignore: [{paths: [spec]}]}}", Reasons.InvalidSpec, "spec.driftDetection.ignore[0].paths: spec is no JSON pointer");
        yield return new("drift-target", "{driftDetection: {mode: enabled, ignore: [{paths: [/spec], target: {kind: '['}}]}}", Reasons.InvalidSpec, "spec.driftDetection.ignore[0].target.kind: ");
        yield return new("patch", "{postRenderers: [{kustomize: {patches: [{patch: 'nothing'}]}}]}", Reasons.InvalidSpec, "spec.postRenderers[0].kustomize");
        yield return new("fail-fast", "{wait: {failFast: {rules: {Nonsense: {after: 1s}}}}}", Reasons.InvalidSpec, "spec.wait.failFast.rules.Nonsense: no such rule; known are ");
        yield return new("revision", "{rollbackTo: {revision: 7}}", Reasons.RevisionNotFound, "spec.rollbackTo");
    }

    private static IEnumerable<BadSpec> Sources(ChartStore store)
    {
        string right = $"url: 'oci://{store.Host}/org/chart', insecure: true";
        yield return new("repository-missing", $"{{chartRef: {Chart}repository-late}}}}", Reasons.ArtifactFailed, "spec.chartRef: OCIRepository ", Repository("repository-late", right + ", ref: {tag: 1.0.0}"));
        yield return new("repository-range", $"{{chartRef: {Chart}no-range}}}}", Reasons.ArtifactFailed, "spec.ref.semver of OCIRepository ", Repository("no-range", right + ", ref: {semver: 1.x}"));
        yield return new("repository-filter", $"{{chartRef: {Chart}no-filter}}}}", Reasons.ArtifactFailed, "spec.ref.semverFilter of OCIRepository ", Repository("no-filter", right + ", ref: {semver: 1.x, semverFilter: .*}"));
        yield return new("repository-provider", $"{{chartRef: {Chart}cloud}}}}", Reasons.SourceNotSupported, "set it to generic and name one in spec.secretRef", Repository("cloud", right + ", provider: generic, ref: {tag: 1.0.0}"));
        yield return new("charts-missing", "{chart: {spec: {chart: chart, sourceRef: {kind: HelmRepository, name: charts-late}}}}", Reasons.ArtifactFailed, "spec.chart.spec.sourceRef: HelmRepository ", Charts("charts-late", $"type: oci, url: 'oci://{store.Host}/org', insecure: true"));
        yield return new("charts-type", "{chart: {spec: {chart: chart, sourceRef: {kind: HelmRepository, name: no-type}}}}", Reasons.ArtifactFailed, "registries need spec.type oci", Charts("no-type", $"type: oci, url: 'oci://{store.Host}/org', insecure: true"));
    }

    private static string Map(string name, string data) => $"{{apiVersion: v1, kind: ConfigMap, metadata: {{name: {name}}}, data: {{{data}}}}}";

    private static string Secret(string name, string data) => $"{{apiVersion: v1, kind: Secret, metadata: {{name: {name}}}, stringData: {{{data}}}}}";

    private static string Repository(string name, string spec) => $"{{apiVersion: {FluxDefinitions.Group}/v1, kind: OCIRepository, metadata: {{name: {name}}}, spec: {{{spec}}}}}";

    private static string Charts(string name, string spec) => $"{{apiVersion: {FluxDefinitions.Group}/v1, kind: HelmRepository, metadata: {{name: {name}}}, spec: {{{spec}}}}}";

    private async Task ObjectsAsync(ChartStore store)
    {
        string right = $"url: 'oci://{store.Host}/org/chart', insecure: true";
        await ApplyAsync(Map("present", "values.yaml: 'a: 1'"));
        await ApplyAsync(Map("other-key", "other: 'a: 1'"));
        await ApplyAsync(Map("no-yaml", "values.yaml: plain"));
        await ApplyAsync(Secret("no-yaml", "values.yaml: 'hunter2: ['"));
        await ApplyAsync(Secret("password", "key: 'a,hunter2'"));
        await ApplyAsync(Repository("no-range", right + ", ref: {semver: 9.x}"));
        await ApplyAsync(Repository("no-filter", right + ", ref: {semver: 1.x, semverFilter: '['}"));
        await ApplyAsync(Repository("cloud", right + ", provider: aws"));
        await ApplyAsync(Charts("no-type", $"url: 'oci://{store.Host}/org'"));
    }
}
