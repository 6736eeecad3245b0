using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Json;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions;
using Steersman.Operator.Inputs;
using Steersman.Releases.Applying;
using Steersman.Releases.Planning;

namespace Steersman.Operator.Steps;

/// <summary>Looks at a change before anything is written: for what the dry-runs of the server do not tell.</summary>
/// <param name="client">The cluster.</param>
/// <param name="awaited">What releases wait for; null where nothing tells of it.</param>
internal sealed class Preflight(IKubernetesClient client, AwaitedObjects? awaited)
{
    private const int MaxReferences = 50;
    private const int MaxFindings = 20;
    private static readonly GroupVersionKind ResourceQuota = new("", "v1", "ResourceQuota");

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
        HashSet<(string?, string?)> rendered =
        [
            .. wanted.Select(item => ((string?)item.Kind.Kind, (string?)item.Name)),
            .. draft.Rendered.Hooks.SelectMany(hook => ManifestReader.Documents(hook.Manifest)).Select(item => (item.GetString("kind"), item.GetObject("metadata")?.GetString("name"))),
        ];
        ConfigUse[] uses = [.. ConfigUse.Of(wanted).Where(use => !rendered.Contains((use.Kind, use.Name))).Take(MaxReferences)];
        if (!isPlan && context.Release.Spec.Preflight is { Mode: PreflightMode.Block })
        {
            awaited?.Await(context.Release.Metadata.Key, uses.Select(use => ReleaseIndexes.ObjectValue(use.Kind, new NamespacedName(use.Namespace, use.Name))));
        }

        List<Finding> findings = [];
        foreach (ConfigUse use in uses)
        {
            string what = $"{use.Kind}/{use.Name}";
            string user = use.User.ToString();
            try
            {
                ResourceMapping mapping = use.Kind == "Secret" ? Secret.Mapping : ConfigMap.Mapping;
                if (await client.Metadata(mapping).GetAsync(new NamespacedName(use.Namespace, use.Name), cancellation) is null)
                {
                    findings.Add(new Finding(user, $"{user}: {what}, which its pods use, is not in namespace {use.Namespace}: create it, or mark the reference as optional", MayBlock: true));
                }
            }
            catch (KubernetesApiException exception) when (!exception.IsTransient)
            {
                findings.Add(new Finding(user, $"{user}: nobody can tell whether {what}, which its pods use, is there: {exception.Message}", MayBlock: false));
            }
        }

        return findings;
    }

    private async Task<IEnumerable<Finding>> QuotasAsync(Judgement judgement, CancellationToken cancellation)
    {
        List<Finding> findings = [];
        ILookup<string?, ReleaseObject> before = judgement.Before.ToLookup(item => item.Namespace);
        foreach (IGrouping<string?, ReleaseObject> after in judgement.Wanted.GroupBy(item => item.Namespace).Where(group => group.Key is not null))
        {
            try
            {
                IResourceClient<Unstructured> quotas = await client.ResourceAsync(ResourceQuota, cancellation);
                ResourceList<Unstructured> list = await quotas.ListAsync(new ListOptions { Namespace = after.Key }, cancellation);
                QuotaNeeds now = QuotaNeeds.Of(before[after.Key]);
                QuotaNeeds then = QuotaNeeds.Of(after);
                findings.AddRange(list.Items.SelectMany(quota => QuotaNeeds.Check(quota.Metadata.Name, quota.Content, now, then)));
            }
            catch (KubernetesApiException exception) when (!exception.IsTransient)
            {
                findings.Add(new Finding("ResourceQuota", $"the quotas of namespace {after.Key} cannot be read: {exception.Message}", MayBlock: false));
            }
        }

        return findings;
    }
}
