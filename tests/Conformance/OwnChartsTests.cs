using System.Diagnostics;
using Steersman.Helm.Charts;
using Steersman.Helm.Rendering;
using Steersman.Helm.Values;

namespace Steersman.Conformance;

/// <summary>The charts of this repository: rendered by our engine, and by the helm that <c>STEERSMAN_HELM</c> names to equal bytes.</summary>
public sealed class OwnChartsTests
{
    private const string Operator = "charts/steersman";
    private const string Sample = "config/samples/web";

    private const string EveryOperatorValue = """
        replicas: 2
        image: {repository: registry.example/steersman, tag: 1.2.3, pullPolicy: Always}
        imagePullSecrets: [{name: pull}]
        watchNamespaces: [team, other]
        watchLabelSelector: tier in (web)
        reconcileFlux: true
        defaultServiceAccount: tenant
        kubeconfigs: {defaultServiceAccount: remote, insecureExec: true, insecureTLS: true}
        foreignOperationTimeout: 1h
        leaderElection: {leaseDuration: 35s, renewDeadline: 30s, retryPeriod: 5s}
        eventsAddr: http://notification-controller.flux-system.svc
        sources: {noCrossNamespaceRefs: true, allowNetworks: [127.0.0.0/8], denyNetworks: [10.0.0.0/8, 'fd00::/8']}
        overrideManagers: [kubectl]
        concurrent: 8
        logLevel: debug
        extraArgs: [--kubeconfig=/x]
        serviceAccount: {name: other, annotations: {a: b}}
        rbac: {clusterAdmin: false}
        resources: {}
        podAnnotations: {c: d}
        nodeSelector: {kubernetes.io/os: linux}
        tolerations: [{operator: Exists}]
        affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: x, operator: Exists}]}]}}}
        """;

    private static readonly TestCaseData[] Renderings =
    [
        new TestCaseData(Operator, "").SetArgDisplayNames("operator", "defaults"),
        new TestCaseData(Operator, EveryOperatorValue).SetArgDisplayNames("operator", "every value"),
        new TestCaseData(Sample, "").SetArgDisplayNames("web", "defaults"),
        new TestCaseData(Sample, "{replicas: 3, message: Bye, image: {tag: 2.0.0}}").SetArgDisplayNames("web", "other values"),
    ];

    private static readonly string Root = FindRoot();

    [TestCaseSource(nameof(Renderings))]
    public void A_chart_of_ours_renders_with_our_engine(string chart, string values) =>
        Assert.That(Render(chart, values), Does.StartWith("---\n# Source: ").And.Contain("\nkind: Deployment\n"));

    [TestCaseSource(nameof(Renderings))]
    public async Task A_chart_of_ours_renders_to_the_bytes_of_helm(string chart, string values)
    {
        if (Environment.GetEnvironmentVariable("STEERSMAN_HELM") is not { Length: > 0 } helm)
        {
            Assert.Ignore("STEERSMAN_HELM names no helm to compare with");
            return;
        }

        Assert.That(Render(chart, values), Is.EqualTo(await RunAsync(helm, chart, values)));
    }

    /// <summary>The chart is used without the folder beside it, so it has a copy.</summary>
    [Test]
    public void The_operators_chart_carries_the_definition_of_config_crd()
    {
        const string Name = "steersman.dev_helmreleases.yaml";
        Assert.That(File.ReadAllText(Path.Combine(Root, Operator, "crds", Name)), Is.EqualTo(File.ReadAllText(Path.Combine(Root, "config/crd", Name))));
    }

    [Test]
    public void Where_namespaces_are_named_nothing_is_granted_outside_of_them_but_to_look_at_what_has_none()
    {
        string rendered = Render(Operator, "{watchNamespaces: [a, b, a]}");

        Assert.That(rendered, Does.Contain("kind: RoleBinding\nmetadata:\n  name: ours-steersman-reconciler\n  namespace: a\n").And.Contain("namespace: b\n").And.Contain("--watch-namespace=b"));
        Assert.That(rendered.Split("--watch-namespace="), Has.Length.EqualTo(3));
        string cluster = rendered.Split("---\n").Single(document => document.Contains("\nkind: ClusterRole\n", StringComparison.Ordinal) && document.Contains("-manager\n", StringComparison.Ordinal));
        Assert.That(cluster, Does.Not.Contain("secrets").And.Not.Contain("impersonate"));
        Assert.That(rendered, Does.Not.Contain("kind: ClusterRoleBinding\nmetadata:\n  name: ours-steersman-reconciler"));
    }

    [Test]
    public void Flags_have_values_of_the_chart()
    {
        string rendered = Render(Operator, EveryOperatorValue);

        foreach (string flag in (string[])[
            "--leader-elect", "--leader-election-lease-duration=35s", "--leader-election-renew-deadline=30s", "--leader-election-retry-period=5s", "--foreign-operation-timeout=1h", "--log-level=debug", "--concurrent=8",
            "\"--watch-namespace=team\"", "\"--watch-label-selector=tier in (web)\"", "--reconcile-flux", "\"--default-service-account=tenant\"", "\"--default-kubeconfig-service-account=remote\"",
            "--insecure-kubeconfig-exec", "--insecure-kubeconfig-tls", "--no-cross-namespace-refs", "\"--allow-source-network=127.0.0.0/8\"", "\"--override-manager=kubectl\""])
        {
            Assert.That(rendered, Does.Contain($"            - {flag}\n"));
        }
    }

    private static string Render(string chart, string values)
    {
        RenderedChart rendered = ChartRenderer.Render(ChartLoader.LoadDirectory(Path.Combine(Root, chart)), new ChartRenderOptions
        {
            Release = new ReleaseOptions { Name = "ours", Namespace = "there", Revision = 1, IsInstall = true },
            Values = values.Length == 0 ? null : ValuesReader.LoadValues(values),
        });
        return rendered.ManifestText.Trim() + "\n";
    }

    private static async Task<string> RunAsync(string helm, string chart, string values)
    {
        using Process process = Process.Start(new ProcessStartInfo(helm, ["template", "ours", Path.Combine(Root, chart), "--namespace", "there", "--values", "-"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        await process.StandardInput.WriteAsync(values);
        process.StandardInput.Close();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero);
        return output;
    }

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Operator.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("The repository's root is not above the test's folder.");
    }
}
