using Steersman.Kubernetes.Client;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Inputs;
using Steersman.Releases.Applying;

namespace Steersman.Operator.Steps.Revisions;

/// <summary>The namespaces that objects of a chart name themselves: where one is missing nothing is begun, and it is looked for again.</summary>
internal sealed class ForeignNamespaces(IKubernetesClient client, ITargetFacts facts)
{
    /// <summary>The first object whose namespace is missing and not made by the operation itself; null where there is none, or where nobody may know.</summary>
    public async Task<PreparationFailure?> MissingAsync(IReadOnlyList<ReleaseObject> wanted, HashSet<string> own, CancellationToken cancellation)
    {
        foreach (ReleaseObject item in wanted)
        {
            if (item.Namespace is { } ns && !own.Contains(ns) && facts.IsNamespaceMissing(ns) && await IsMissingAsync(ns, cancellation))
            {
                string message = $"{item.Key}: namespace {ns} is missing or being deleted: create it, or have the chart create it";
                return new PreparationFailure(Reasons.NamespaceMissing, message, item.Key.ToString(), IsTransient: true);
            }
        }

        return null;
    }

    // The watch may be behind whoever made the namespace.
    private async Task<bool> IsMissingAsync(string ns, CancellationToken cancellation)
    {
        try
        {
            return await client.Resource<Namespace>().GetAsync(new NamespacedName(null, ns), cancellation) is null or { IsTerminating: true };
        }
        catch (KubernetesApiException exception) when (exception.IsForbidden)
        {
            return false;
        }
    }
}
