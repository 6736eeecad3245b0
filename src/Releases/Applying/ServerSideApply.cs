using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Operator.Api;

namespace Steersman.Releases.Applying;

/// <summary>Writes an object by server-side apply, as Helm's field manager; fields of other managers are taken, as Flux does.</summary>
internal static class ServerSideApply
{
    private const int Tries = 5;

    /// <summary>Applies one object.</summary>
    /// <returns>The object as the server has it now.</returns>
    public static async Task<Unstructured> ApplyAsync(IResourceClient<Unstructured> resource, JsonObject content, ApplySettings settings, bool dryRun, CancellationToken cancellation)
    {
        ApplyOptions options = new(WellKnown.FieldManager) { Force = true, DryRun = dryRun, FieldValidation = settings.Validate ? FieldValidation.Strict : FieldValidation.Ignore };
        Unstructured applied = await SendAsync(resource, content, options, cancellation);
        return dryRun || !await MergeManagersAsync(resource, applied, settings, cancellation) ? applied : await SendAsync(resource, content, options, cancellation);
    }

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

    // The answer tells who wrote before: in a release that was always ours this costs no request.
    private static async Task<bool> MergeManagersAsync(IResourceClient<Unstructured> resource, Unstructured applied, ApplySettings settings, CancellationToken cancellation)
    {
        Unstructured? live = applied;
        for (int turn = 1; live is not null; turn++)
        {
            if (ManagedFields.Merge(live.Metadata.Content["managedFields"] as JsonArray, settings.OverrideManagers) is not { } merged)
            {
                return turn > 1;
            }

            JsonArray operations =
            [
                new JsonObject { ["op"] = "replace", ["path"] = "/metadata/managedFields", ["value"] = merged },
                new JsonObject { ["op"] = "replace", ["path"] = "/metadata/resourceVersion", ["value"] = live.Metadata.ResourceVersion },
            ];
            try
            {
                await resource.PatchAsync(live.Metadata.Key, Patch.Json(operations), new WriteOptions { FieldManager = WellKnown.FieldManager }, cancellation);
                return true;
            }
            catch (KubernetesApiException exception) when (exception.IsConflict && turn < Tries)
            {
                live = await resource.GetAsync(live.Metadata.Key, cancellation);
            }
        }

        return true;
    }
}
