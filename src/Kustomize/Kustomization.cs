using Steersman.Kustomize.Images;
using Steersman.Kustomize.Patches;
using Steersman.Kustomize.References;
using Steersman.Kustomize.Resources;

namespace Steersman.Kustomize;

/// <summary>A kustomization of one stream of objects, as helm-controller builds it from a post-renderer: patches, then images.</summary>
/// <remarks>Nothing but the texts given is read; nothing is shared but constant tables, so that any number may run at once.</remarks>
public static class Kustomization
{
    private const string File = "helm-output.yaml";

    /// <summary>The stream after the patches and images: objects in their order, keys sorted, without comments; lists as their items.</summary>
    /// <param name="manifests">A stream of YAML documents.</param>
    /// <param name="patches">Patches in their order.</param>
    /// <param name="images">Images in their order, after all patches.</param>
    /// <exception cref="KustomizeException">An object, a patch or an image is refused, or a limit is passed (<see cref="KustomizeLimits"/>); the message is kustomize's.</exception>
    public static string Build(string manifests, IReadOnlyList<KustomizePatch> patches, IReadOnlyList<KustomizeImage> images)
    {
        ArgumentNullException.ThrowIfNull(manifests);
        ArgumentNullException.ThrowIfNull(patches);
        ArgumentNullException.ThrowIfNull(images);
        Budget budget = new();
        ResourceMap map = Accumulate(manifests, budget);
        PatchTransformer[] transformers = new PatchTransformer[patches.Count];
        Each("patches", patches.Count, index => transformers[index] = new PatchTransformer(patches[index], budget));
        Each("patches", patches.Count, index => transformers[index].Transform(map));
        Each("images", images.Count, index => new ImageTransformer(images[index]).Transform(map));
        NameReferenceTransformer.Transform(map);
        DropLocal(map);
        foreach (Resource resource in map.Resources)
        {
            resource.RemoveBuildAnnotations();
        }

        return ResourceWriter.Write(map.Resources);
    }

    /// <summary>Refuses patches that no stream can be patched with.</summary>
    /// <exception cref="KustomizeException">A patch is neither kind of patch, lacks its target, or its target's parts are no regular expressions.</exception>
    public static void Check(IReadOnlyList<KustomizePatch> patches)
    {
        ArgumentNullException.ThrowIfNull(patches);
        Budget budget = new();
        Each("patches", patches.Count, index => new PatchTransformer(patches[index], budget).Check());
    }

    private static void Each(string list, int count, Action<int> action)
    {
        for (int index = 0; index < count; index++)
        {
            try
            {
                action(index);
            }
            catch (KustomizeException exception)
            {
                throw exception.About($"{list}[{index}]");
            }
        }
    }

    private static ResourceMap Accumulate(string manifests, Budget budget)
    {
        try
        {
            return new ResourceMap(ResourceReader.Read(manifests, budget));
        }
        catch (KustomizeException exception)
        {
            throw exception.Message.Contains("MalformedYAMLError", StringComparison.Ordinal)
                ? new KustomizeException($"accumulating resources: accumulating resources from '{File}': {exception.Message} in File: {File}", exception.Summary)
                : new KustomizeException($"accumulating resources: accumulation err='accumulating resources from '{File}': {exception.Message}': must build at directory: '/{File}': file is not directory", exception.Summary);
        }
    }

    // Objects that say of themselves that they are not for the cluster.
    private static void DropLocal(ResourceMap map) => map.Rebuild(map.Resources.Where(resource =>
        ObjectMeta.Validated(resource.Root!).Annotations.GetValueOrDefault("config.kubernetes.io/local-config", "false") == "false"));
}
