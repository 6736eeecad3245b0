using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Operator.Api;
using Steersman.Releases.Patching;

namespace Steersman.Releases.Applying;

/// <summary>Writes an object as Helm does without server-side apply: created, or patched by what changed between the revisions and what differs from the live object (<c>pkg/kube/client.go</c>).</summary>
internal static class ClientSideApply
{
    /// <summary>Applies one object.</summary>
    /// <param name="resource">The verbs of its kind.</param>
    /// <param name="content">As it is to be.</param>
    /// <param name="before">As the revision before has it; null where that does not have it: an object that is there already is then taken over.</param>
    /// <param name="settings">How.</param>
    /// <param name="dryRun">Whether nothing is stored.</param>
    /// <param name="cancellation">Ends the requests.</param>
    /// <returns>The object as the server has it now.</returns>
    /// <exception cref="PatchException">No patch can be made of the three states.</exception>
    public static async Task<Unstructured> ApplyAsync(
        IResourceClient<Unstructured> resource, JsonObject content, JsonObject? before, ApplySettings settings, bool dryRun, CancellationToken cancellation)
    {
        WriteOptions options = new() { FieldManager = WellKnown.FieldManager, DryRun = dryRun, FieldValidation = settings.Validate ? FieldValidation.Strict : FieldValidation.Ignore };
        Unstructured wanted = new(content);
        if (await resource.GetAsync(wanted.Metadata.Key, cancellation) is not { } live)
        {
            return await CreateAsync(resource, wanted, options, cancellation);
        }

        if (settings.Force)
        {
            wanted.Metadata.ResourceVersion = live.Metadata.ResourceVersion;
            return await resource.UpdateAsync(wanted, options, cancellation);
        }

        return PatchOf(content, before, live.Content) is { } patch ? await resource.PatchAsync(wanted.Metadata.Key, patch, options, cancellation) : live;
    }

    /// <summary>The patch that Helm would send; null where there is nothing to do.</summary>
    /// <exception cref="PatchException">No patch can be made of the three states.</exception>
    internal static Patch? PatchOf(JsonObject wanted, JsonObject? before, JsonObject live)
    {
        JsonObject body;
        string kind = wanted["kind"]!.GetValue<string>();

        // Definitions have types too, but their schemas hold maps of objects, of which the strategic merge can make no patch.
        if (kind != "CustomResourceDefinition" && PatchMetadata.SchemaOf(wanted["apiVersion"]!.GetValue<string>(), kind) is { } schema)
        {
            body = StrategicMergePatch.CreateThreeWay(before ?? wanted, wanted, live, schema);
            return body.Count == 0 ? null : Patch.StrategicMerge(body);
        }

        body = before is null ? JsonMergePatch.CreateThreeWay(wanted, wanted, live) : JsonMergePatch.CreateTwoWay(before, wanted);
        return body.Count == 0 ? null : Patch.Merge(body);
    }

    private static async Task<Unstructured> CreateAsync(IResourceClient<Unstructured> resource, Unstructured wanted, WriteOptions options, CancellationToken cancellation)
    {
        try
        {
            return await resource.CreateAsync(wanted, options, cancellation);
        }
        catch (KubernetesApiException exception) when (exception.IsAlreadyExists)
        {
            throw new ObjectRefusalException("somebody created it at the same time", isTransient: true);
        }
    }
}
