using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Steersman.Helm.Manifests;
using Steersman.Helm.Releases;
using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Json;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Reporting;

namespace Steersman.Operator.IntegrationTests.Support;

/// <summary>A release from its install by way of an upgrade and a failing one that is rolled back to its uninstall, and how things are after each.</summary>
internal sealed class ReleaseLife(string ns, string name)
{
    private const string Impatient = "wait: {failFast: {rules: {CrashLoop: {after: 1s, restarts: 1}}}}";

    // Some operators, one after the other, may have to wait for the Lease of one that was killed.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    /// <summary>The chart of such releases: objects, and hooks around all operations.</summary>
    public static readonly TestChart Chart = TestChart.OfDeployment("chart")
        .With("templates/text.yaml", TestChart.ConfigMapTemplate)
        .With("templates/before.yaml", HookCharts.Job("{{ .Release.Name }}-before", "pre-install,pre-upgrade,pre-rollback,pre-delete"))
        .With("templates/after.yaml", HookCharts.Job("{{ .Release.Name }}-after", "post-install,post-upgrade", annotation: HookCharts.DeletedBy("hook-succeeded")));

    private static IKubernetesClient Client => TestCluster.Client;

    /// <summary>How often each of its hooks ran, by the Jobs of its namespace.</summary>
    public string Hooks(JobTally jobs) => string.Join("\n", jobs.Counts().Where(count => count.StartsWith($"Job {name}-", StringComparison.Ordinal))).Replace(name, "NAME", StringComparison.Ordinal);

    /// <summary>Lives it, and gives the states after each operation.</summary>
    public async Task<IReadOnlyList<string>> LiveAsync()
    {
        List<string> states = [];
        await SpecifyAsync("{values: {text: one}}");
        await UntilAsync(release => IsReady(release, 1), "is installed");
        states.Add(await StateAsync());
        await SpecifyAsync("{values: {text: two, replicas: 2}}");
        await UntilAsync(release => IsReady(release, 2), "is upgraded");
        states.Add(await StateAsync());
        await SpecifyAsync($"{{values: {{text: three, tag: crash}}, {Impatient}}}");
        await UntilAsync(release => IsJudged(release) && release?.CurrentStatus.Find("Ready") is { Status: "False", Reason: Reasons.RollbackSucceeded }, "is rolled back");
        states.Add(await StateAsync());
        await Client.Resource<HelmRelease>().DeleteAsync(new NamespacedName(ns, name), DeleteOptions.Default, CancellationToken.None);
        await UntilAsync(release => release is null, "is uninstalled");
        states.Add(await StateAsync());
        return states;
    }

    private static bool IsJudged(HelmRelease? release) => release is not null && release.CurrentStatus.ObservedGeneration == release.Metadata.Generation;

    private static bool IsReady(HelmRelease? release, int revision) =>
        IsJudged(release) && release!.CurrentStatus.Find("Ready") is { Status: "True" } && release.CurrentStatus.Release?.Revision == revision;

    private Task<HelmRelease?> UntilAsync(Func<HelmRelease?, bool> holds, string what) =>
        Until.HoldsAsync(Client.Resource<HelmRelease>(), new NamespacedName(ns, name), holds, $"{ns}/{name} {what}", Patience);

    private async Task SpecifyAsync(string yaml)
    {
        JsonObject spec = (JsonObject)YamlJson.Parse(yaml)!;
        spec["source"] = new JsonObject { ["configMap"] = new JsonObject { ["name"] = "chart", ["key"] = "chart.tgz" } };
        IResourceClient<Unstructured> releases = Client.Resource(HelmRelease.Mapping);
        while (true)
        {
            Unstructured? release = await releases.GetAsync(new NamespacedName(ns, name), CancellationToken.None);
            bool isNew = release is null;
            release ??= Unstructured.Create(HelmRelease.Mapping.Kind, new NamespacedName(ns, name));
            release.Content["spec"] = spec.DeepClone();
            try
            {
                await (isNew ? releases.CreateAsync(release, WriteOptions.Default, CancellationToken.None) : releases.UpdateAsync(release, WriteOptions.Default, CancellationToken.None));
                return;
            }
            catch (KubernetesApiException exception) when (exception.IsConflict)
            {
                // The operator wrote in between.
            }
        }
    }

    private async Task<string> StateAsync()
    {
        StringBuilder state = new();
        foreach ((string apiVersion, string kind, string target) in new[] { ("v1", "ConfigMap", $"{name}-text"), ("apps/v1", "Deployment", name) })
        {
            IResourceClient<Unstructured> resource = await Client.ResourceAsync(GroupVersionKind.Parse(apiVersion, kind), CancellationToken.None);
            if (await resource.GetAsync(new NamespacedName(ns, target), CancellationToken.None) is { Metadata.DeletionTimestamp: null } item)
            {
                state.AppendLine(CultureInfo.InvariantCulture, $"{kind} {(item.Content["data"] ?? item.Content["spec"])?.ToJsonString()}");
            }
        }

        foreach (Secret secret in (await Client.Resource<Secret>().ListAsync(new ListOptions { Namespace = ns, LabelSelector = $"owner=helm,name={name}" }, CancellationToken.None)).Items.OrderBy(secret => secret.Metadata.Name, StringComparer.Ordinal))
        {
            Release release = ReleaseCodec.Decode(Encoding.ASCII.GetString(secret.GetData("release")!));
            state.AppendLine(CultureInfo.InvariantCulture, $"revision {release.Version} {release.Info?.Status}: {WithoutPodNames(release.Info?.Description ?? "")}");
            foreach (Hook hook in (release.Hooks ?? []).Where(hook => hook.LastRun.Phase.Length > 0))
            {
                state.AppendLine(CultureInfo.InvariantCulture, $"  hook {hook.Name}: {hook.LastRun.Phase}");
            }
        }

        HelmReleaseStatus? status = (await Client.Resource<HelmRelease>().GetAsync(new NamespacedName(ns, name), CancellationToken.None))?.Status;
        foreach (Condition condition in (status?.Conditions ?? []).OrderBy(condition => condition.Type, StringComparer.Ordinal))
        {
            state.AppendLine(CultureInfo.InvariantCulture, $"{condition.Type} {condition.Status} {condition.Reason}");
        }

        return state.ToString().Replace(name, "NAME", StringComparison.Ordinal);
    }

    private static string WithoutPodNames(string text) =>
        System.Text.RegularExpressions.Regex.Replace(text, "-[a-z0-9]+-[a-z0-9]{5}\\b", "-POD", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
}
