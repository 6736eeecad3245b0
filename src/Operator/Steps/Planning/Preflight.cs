using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Json;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.Inputs;
using Steersman.Operator.Steps.Revisions;
using Steersman.Releases.Applying;
using Steersman.Releases.Planning;

namespace Steersman.Operator.Steps.Planning;

/// <summary>Looks at a change before anything is written: for what the dry-runs of the server do not tell.</summary>
/// <param name="client">The cluster.</param>
/// <param name="awaited">What releases wait for; null where nothing tells of it.</param>
internal sealed class Preflight(IKubernetesClient client, AwaitedObjects? awaited)
{
    private const int MaxReferences = 50;
    private const int MaxFindings = 20;
    private static readonly GroupVersionKind ResourceQuota = new("", "v1", "ResourceQuota");
    private static readonly GroupVersionKind LimitRange = new("", "v1", "LimitRange");

    /// <summary>True where the spec asks for a check, or a plan is made, which has all of them unless the spec says otherwise.</summary>
    public static bool Has(StepContext context, PreflightCheck check, bool isPlan) =>
        context.Release.Spec.Preflight is { } preflight ? preflight.Checks?.Contains(check) ?? true : isPlan;

    /// <summary>Why a change does not begin, where the spec lets findings block it; null where it may.</summary>
    public static PreparationFailure? Blocked(HelmReleaseSpec spec, IReadOnlyList<Finding> findings) =>
        spec.Preflight is { Mode: PreflightMode.Block } && findings.FirstOrDefault(finding => finding.MayBlock) is { } first
            ? new PreparationFailure(Reasons.PreflightFailed, Text(findings.Where(finding => finding.MayBlock)), first.Object, IsTransient: true)
            : null;

    /// <summary>Nothing holds the release back any more.</summary>
    public void Forget(StepContext context) => awaited?.Forget(context.Release.Metadata.Key);

    /// <summary>What is told of the findings of a change that begins, without secret texts.</summary>
    public static IEnumerable<Notice> Notices(StepContext context, IReadOnlyList<Finding> findings) => findings
        .GroupBy(finding => finding.IsStale ? Reasons.StaleConfiguration : Reasons.PreflightFailed)
        .Select(found => new Notice(IsWarning: true, found.Key, context.Memory.Secrets?.Hide(Text(found)) ?? Text(found)));

    /// <summary>What may go wrong; at most twenty findings.</summary>
    public async Task<IReadOnlyList<Finding>> LookAsync(StepContext context, RevisionDraft draft, Judgement judgement, bool isPlan, CancellationToken cancellation)
    {
        List<Finding> findings = [.. StaleWorkloads.Between(judgement.Before, judgement.Wanted)];
        if (Has(context, PreflightCheck.References, isPlan))
        {
            findings.AddRange(await ReferencesAsync(context, draft, judgement.Wanted, isPlan, cancellation));
        }

        if (Has(context, PreflightCheck.Quota, isPlan))
        {
            findings.AddRange(await QuotasAsync(judgement, cancellation));
        }

        return [.. findings.OrderByDescending(finding => finding.MayBlock).Take(MaxFindings)];
    }

    private static string Text(IEnumerable<Finding> findings) => string.Join("; ", findings.Select(finding => finding.Message));

    private async Task<IEnumerable<Finding>> ReferencesAsync(StepContext context, RevisionDraft draft, IReadOnlyList<ReleaseObject> wanted, bool isPlan, CancellationToken cancellation)
    {
        ILookup<(string?, string?), JsonObject> rendered = wanted.Select(item => item.Content)
            .Concat(draft.Rendered.Hooks.SelectMany(hook => ManifestReader.Documents(hook.Manifest)))
            .ToLookup(item => (item.GetString("kind"), item.GetObject("metadata")?.GetString("name")));
        ConfigUse[] uses = [.. ConfigUse.Of(wanted).Where(use => rendered[(use.Kind, use.Name)].FirstOrDefault() is not { } own || use.Lacking(own).Any()).Take(MaxReferences)];
        if (!isPlan && context.Release.Spec.Preflight is { Mode: PreflightMode.Block })
        {
            awaited?.Await(context.Release.Metadata.Key, uses.Where(use => !rendered.Contains((use.Kind, use.Name))).Select(use => ReleaseIndexes.ObjectValue(use.Kind, new NamespacedName(use.Namespace, use.Name))));
        }

        List<Finding> findings = [];
        foreach (ConfigUse use in uses)
        {
            try
            {
                JsonObject? live = await FindAsync(use, cancellation);
                findings.AddRange(rendered[(use.Kind, use.Name)].FirstOrDefault() is { } own ? use.MissingIn(own, live) : use.Missing(live));
            }
            catch (KubernetesApiException exception) when (!exception.IsTransient)
            {
                findings.Add(new Finding($"{use.User}", $"{use.User}: nobody can tell whether {use.Kind}/{use.Name}, which its pods use, is there: {exception.Message}", MayBlock: false));
            }
        }

        return findings;
    }

    // Its content is read only where keys are asked for.
    private async Task<JsonObject?> FindAsync(ConfigUse use, CancellationToken cancellation)
    {
        ResourceMapping mapping = use.Kind == "Secret" ? Secret.Mapping : ConfigMap.Mapping;
        NamespacedName key = new(use.Namespace, use.Name);
        return use.Keys.Count > 0
            ? (await client.Resource(mapping).GetAsync(key, cancellation))?.Content
            : await client.Metadata(mapping).GetAsync(key, cancellation) is null ? null : [];
    }

    private async Task<IEnumerable<Finding>> QuotasAsync(Judgement judgement, CancellationToken cancellation)
    {
        List<Finding> findings = [];
        ILookup<string?, ReleaseObject> before = judgement.Before.ToLookup(item => item.Namespace);
        foreach (IGrouping<string?, ReleaseObject> after in judgement.Wanted.GroupBy(item => item.Namespace).Where(group => group.Key is not null))
        {
            try
            {
                IReadOnlyList<Unstructured> quotas = await ListAsync(ResourceQuota, after.Key!, cancellation);
                if (quotas.Count == 0)
                {
                    continue;
                }

                ContainerDefaults defaults = await DefaultsAsync(after.Key!, cancellation);
                QuotaNeeds now = QuotaNeeds.Of(before[after.Key], defaults);
                QuotaNeeds then = QuotaNeeds.Of(after, defaults);
                RollingSurge[] surges = [.. RollingSurge.Between(before[after.Key], after, defaults)];
                findings.AddRange(quotas.SelectMany(quota => QuotaNeeds.Check(quota.Metadata.Name, quota.Content, now, then, surges)
                    .Concat(QuotaNeeds.Unnamed(quota.Metadata.Name, quota.Content, before[after.Key], after, defaults))));
            }
            catch (KubernetesApiException exception) when (!exception.IsTransient)
            {
                findings.Add(new Finding("ResourceQuota", $"quotas and limit ranges of namespace {after.Key} cannot be read: {exception.Message}", MayBlock: false));
            }
        }

        return findings;
    }

    private async Task<ContainerDefaults> DefaultsAsync(string ns, CancellationToken cancellation) =>
        ContainerDefaults.Of((await ListAsync(LimitRange, ns, cancellation)).Select(range => range.Content));

    private async Task<IReadOnlyList<Unstructured>> ListAsync(GroupVersionKind kind, string ns, CancellationToken cancellation)
    {
        IResourceClient<Unstructured> resource = await client.ResourceAsync(kind, cancellation);
        return [.. (await resource.ListAsync(new ListOptions { Namespace = ns }, cancellation)).Items];
    }
}
