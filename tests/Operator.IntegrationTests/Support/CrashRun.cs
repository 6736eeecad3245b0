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
using Steersman.Operator.Hosting;

namespace Steersman.Operator.IntegrationTests.Support;

/// <summary>A scenario in a namespace of its own: brought to its start, begun, cut off at one point, and gone on with by another operator.</summary>
internal sealed class CrashRun(CrashScenario scenario, byte[] chart, string ns)
{
    private const string Name = "web";
    private static readonly string[] Compared = ["ConfigMap", "Deployment"];

    private static IKubernetesClient Client => TestCluster.Client;

    /// <summary>The requests of the operation, in their order; those of the first operator only.</summary>
    public IReadOnlyList<string> Requests { get; private set; } = [];

    /// <summary>Runs it, and gives the end state as text.</summary>
    public async Task<string> RunAsync(CutPoint point)
    {
        await using PodPuppet puppet = new(Client, ns);
        await using JobTally jobs = new(Client, ns);
        await PackAsync();
        await using (InProcessOperator first = new(new OperatorOptions { WatchNamespaces = [ns] }))
        {
            foreach (string spec in scenario.Before)
            {
                long generation = await SpecifyAsync(spec);
                await UntilAsync(release => release?.CurrentStatus.ObservedGeneration == generation && release.CurrentStatus.Find("Ready") is { Status: "True" }, "at rest before the operation");
            }
        }

        CutConnection connection = new(point);
        await using (InProcessOperator cut = new(new OperatorOptions { WatchNamespaces = [ns] }, connection.Wrap))
        {
            await BeginAsync();
            Task done = UntilAsync(scenario.IsDone, $"{scenario.Name} ends, {point}");
            await Until.EndsAsync(Task.WhenAny(done, connection.Cut), $"{scenario.Name}: the end or the cut, {point}");
            Requests = [.. connection.Sent];
        }

        if (connection.Cut.IsCompleted)
        {
            await using InProcessOperator second = new(new OperatorOptions { WatchNamespaces = [ns] });
            try
            {
                await UntilAsync(scenario.IsDone, $"{scenario.Name} ends, {point}");
            }
            catch (AssertionException exception)
            {
                throw new AssertionException($"{exception.Message}\nsent: {string.Join("\n", Requests)}\nthen: {string.Join("\n", second.Log.Lines.TakeLast(40))}", exception);
            }
        }

        return await StateAsync(jobs);
    }

    private async Task BeginAsync()
    {
        if (scenario.Spec is { } spec)
        {
            await SpecifyAsync(spec);
        }
        else
        {
            await Client.Resource<HelmRelease>().DeleteAsync(new NamespacedName(ns, Name), DeleteOptions.Default, CancellationToken.None);
        }
    }

    private Task<HelmRelease?> UntilAsync(Func<HelmRelease?, bool> holds, string what) =>
        Until.HoldsAsync(Client.Resource<HelmRelease>(), new NamespacedName(ns, Name), holds, what);

    private async Task PackAsync()
    {
        JsonObject content = new()
        {
            ["apiVersion"] = "v1",
            ["kind"] = "ConfigMap",
            ["metadata"] = new JsonObject { ["name"] = "chart", ["namespace"] = ns },
            ["binaryData"] = new JsonObject { ["chart.tgz"] = Convert.ToBase64String(chart) },
        };
        await (await Client.ResourceAsync(GroupVersionKind.Parse("v1", "ConfigMap"), CancellationToken.None)).CreateAsync(new Unstructured(content), WriteOptions.Default, CancellationToken.None);
    }

    private async Task<long> SpecifyAsync(string yaml)
    {
        JsonObject spec = (JsonObject)YamlJson.Parse(yaml)!;
        spec["source"] = new JsonObject { ["configMap"] = new JsonObject { ["name"] = "chart", ["key"] = "chart.tgz" } };
        IResourceClient<Unstructured> releases = Client.Resource(HelmRelease.Mapping);
        while (true)
        {
            Unstructured? release = await releases.GetAsync(new NamespacedName(ns, Name), CancellationToken.None);
            bool isNew = release is null;
            release ??= Unstructured.Create(HelmRelease.Mapping.Kind, new NamespacedName(ns, Name));
            release.Content["spec"] = spec.DeepClone();
            try
            {
                Unstructured stored = isNew
                    ? await releases.CreateAsync(release, WriteOptions.Default, CancellationToken.None)
                    : await releases.UpdateAsync(release, WriteOptions.Default, CancellationToken.None);
                return stored.Metadata.Generation;
            }
            catch (KubernetesApiException exception) when (exception.IsConflict)
            {
                // The operator wrote in between.
            }
        }
    }

    private async Task<string> StateAsync(JobTally jobs)
    {
        StringBuilder state = new();
        foreach (string kind in Compared)
        {
            IResourceClient<Unstructured> resource = await Client.ResourceAsync(GroupVersionKind.Parse(kind == "Deployment" ? "apps/v1" : "v1", kind), CancellationToken.None);
            foreach (Unstructured item in (await resource.ListAsync(new ListOptions { Namespace = ns }, CancellationToken.None)).Items.Where(item => item.Metadata.DeletionTimestamp is null && item.Metadata.Name is not ("chart" or "kube-root-ca.crt")))
            {
                state.AppendLine(CultureInfo.InvariantCulture, $"{kind} {item.Metadata.Name} {(item.Content["data"] ?? item.Content["spec"])?.ToJsonString()} {item.Content["metadata"]!["annotations"]?["meta.helm.sh/release-name"]}");
            }
        }

        foreach (Secret secret in (await Client.Resource<Secret>().ListAsync(new ListOptions { Namespace = ns, LabelSelector = "owner=helm" }, CancellationToken.None)).Items.OrderBy(secret => secret.Metadata.Name, StringComparer.Ordinal))
        {
            Release release = ReleaseCodec.Decode(Encoding.ASCII.GetString(secret.GetData("release")!));
            state.AppendLine(CultureInfo.InvariantCulture, $"revision {release.Version} {release.Info?.Status}: {WithoutPodNames(release.Info?.Description ?? "")}");
            foreach (Hook hook in (release.Hooks ?? []).Where(hook => hook.LastRun.Phase.Length > 0))
            {
                state.AppendLine(CultureInfo.InvariantCulture, $"  hook {hook.Name}: {hook.LastRun.Phase}");
            }
        }

        foreach (string count in jobs.Counts())
        {
            state.AppendLine(count);
        }

        HelmReleaseStatus? status = (await Client.Resource<HelmRelease>().GetAsync(new NamespacedName(ns, Name), CancellationToken.None))?.Status;
        foreach (Condition condition in (status?.Conditions ?? []).OrderBy(condition => condition.Type, StringComparer.Ordinal))
        {
            state.AppendLine(CultureInfo.InvariantCulture, $"{condition.Type} {condition.Status} {condition.Reason}");
        }

        return state.Append(CultureInfo.InvariantCulture, $"failure {status?.Failure?.Code}, failures {status?.InstallFailures}/{status?.UpgradeFailures}").ToString();
    }

    private static string WithoutPodNames(string text) =>
        System.Text.RegularExpressions.Regex.Replace(text, "web-[a-z0-9]+-[a-z0-9]{5}\\b", "web-POD", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
}
