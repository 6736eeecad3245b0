using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Operator.Api;

namespace Steersman.Releases.Applying;

/// <summary>Writes an object by server-side apply, as Helm's field manager; fields of other managers are taken, as Flux does. Thread-safe.</summary>
public static class ServerSideApply
{
    private const int Tries = 5;

    /// <summary>Applies one object, and takes over the fields of those who wrote it for the release before: what is not wanted any more goes with them.</summary>
    /// <param name="resource">The verbs of its kind.</param>
    /// <param name="content">As it is to be.</param>
    /// <param name="settings">How.</param>
    /// <param name="dryRun">Whether nothing is stored; then no fields are taken over either.</param>
    /// <param name="cancellation">Ends the requests.</param>
    /// <returns>The object as the server has it now.</returns>
    /// <exception cref="KubernetesException">The server refused, or cannot be reached.</exception>
    public static async Task<Unstructured> ApplyAsync(IResourceClient<Unstructured> resource, JsonObject content, ApplySettings settings, bool dryRun, CancellationToken cancellation)
    {
        ApplyOptions options = new(WellKnown.FieldManager) { Force = true, DryRun = dryRun, FieldValidation = settings.Validate ? FieldValidation.Strict : FieldValidation.Ignore };
        Unstructured applied = await SendAsync(resource, content, options, cancellation);
        return dryRun || await MergeManagersAsync(resource, applied, settings, cancellation) is null ? applied : await SendAsync(resource, content, options, cancellation);
    }

    /// <summary>True where the object was applied and fields of earlier managers were not taken over yet: the process ended in between.</summary>
    internal static bool LeavesManagers(Unstructured live, ApplySettings settings) => Merged(live, settings) is not null;

    private static JsonArray? Merged(Unstructured live, ApplySettings settings) => ManagedFields.Merge(live.Metadata.Content["managedFields"] as JsonArray, settings.OverrideManagers);

    private static async Task<Unstructured> SendAsync(IResourceClient<Unstructured> resource, JsonObject content, ApplyOptions options, CancellationToken cancellation)
    {
        try
        {
            return await resource.ApplyAsync(new Unstructured(content), options, cancellation);
        }
        catch (KubernetesApiException exception) when (PortProtocols.AreWanted(exception))
        {
            return await resource.ApplyAsync(new Unstructured(PortProtocols.AddTo(content)), options, cancellation);
        }
    }

    /// <summary>Takes over the fields of earlier managers. The answer of an apply tells who wrote before: in a release that was always ours this costs no request.</summary>
    /// <returns>The object as it is then; null where there was nothing to take over.</returns>
    internal static async Task<Unstructured?> MergeManagersAsync(IResourceClient<Unstructured> resource, Unstructured applied, ApplySettings settings, CancellationToken cancellation)
    {
        Unstructured? live = applied;
        for (int turn = 1; live is not null; turn++)
        {
            if (Merged(live, settings) is not { } merged)
            {
                return turn > 1 ? live : null;
            }

            JsonArray operations =
            [
                new JsonObject { ["op"] = "replace", ["path"] = "/metadata/managedFields", ["value"] = merged },
                new JsonObject { ["op"] = "replace", ["path"] = "/metadata/resourceVersion", ["value"] = live.Metadata.ResourceVersion },
            ];
            try
            {
                return await resource.PatchAsync(live.Metadata.Key, Patch.Json(operations), new WriteOptions { FieldManager = WellKnown.FieldManager }, cancellation);
            }
            catch (KubernetesApiException exception) when (exception.IsConflict && turn < Tries)
            {
                live = await resource.GetAsync(live.Metadata.Key, cancellation);
            }
        }

        return applied;
    }
}
