using Steersman.Helm;
using Steersman.Helm.PostRendering;
using Steersman.Kustomize;
using Steersman.Kustomize.Images;
using Steersman.Kustomize.Patches;
using Steersman.Kustomize.Selecting;
using Steersman.Operator.Api.V1;

namespace Steersman.Releases.PostRendering;

/// <summary>The post-renderers of a HelmRelease one after the other, then its common metadata (helm-controller's <c>internal/postrender/build.go</c>). Immutable, thread-safe.</summary>
/// <remarks>Labels that say whose an object is are no part of it: they are given when objects are applied, and never stored.</remarks>
public sealed class PostRenderChain
{
    private readonly List<Kustomizing> _renderers;
    private readonly CommonMetadataSpec? _metadata;

    private PostRenderChain(List<Kustomizing> renderers, CommonMetadataSpec? metadata)
    {
        _renderers = renderers;
        _metadata = metadata;
    }

    /// <summary>The chain that a spec asks for; null where it changes nothing.</summary>
    public static PostRenderChain? Of(HelmReleaseSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        List<Kustomizing> renderers = [];
        for (int index = 0; index < (spec.PostRenderers?.Count ?? 0); index++)
        {
            if (spec.PostRenderers![index]?.Kustomize is { } kustomize)
            {
                renderers.Add(new Kustomizing(
                    $"spec.postRenderers[{index}].kustomize",
                    [.. (kustomize.Patches ?? []).Select(patch => new KustomizePatch(patch.Patch, Target(patch.Target)))],
                    [.. (kustomize.Images ?? []).Select(image => new KustomizeImage(image.Name, image.NewName ?? "", image.NewTag ?? "", image.Digest ?? ""))]));
            }
        }

        bool hasMetadata = spec.CommonMetadata is { Labels: not null } or { Annotations: not null };
        return renderers.Count == 0 && !hasMetadata ? null : new PostRenderChain(renderers, hasMetadata ? spec.CommonMetadata : null);
    }

    /// <summary>What the strategy of a spec means to Helm.</summary>
    public static PostRenderStrategy StrategyOf(HelmReleaseSpec spec) => spec?.PostRenderStrategy switch
    {
        PostRenderStrategyName.Separate => PostRenderStrategy.Separate,
        PostRenderStrategyName.NoHooks => PostRenderStrategy.NoHooks,
        _ => PostRenderStrategy.Combined,
    };

    /// <summary>What is wrong with the chain whatever it is given, beginning with the field; null where nothing is known to be.</summary>
    public string? Check()
    {
        foreach (Kustomizing renderer in _renderers)
        {
            try
            {
                Kustomization.Check(renderer.Patches);
            }
            catch (KustomizeException exception)
            {
                return Text(renderer.Field, exception);
            }
        }

        return null;
    }

    /// <summary>The stream after the whole chain.</summary>
    /// <param name="manifests">A stream of YAML documents.</param>
    /// <exception cref="HelmException">A patch, an image or an object is refused; the message begins with the field and shows no contents of objects.</exception>
    public string Run(string manifests)
    {
        ArgumentNullException.ThrowIfNull(manifests);
        string field = "";
        try
        {
            foreach (Kustomizing renderer in _renderers)
            {
                field = renderer.Field;
                manifests = Kustomization.Build(manifests, renderer.Patches, renderer.Images);
            }

            field = "spec.commonMetadata";
            return CommonMetadata.Apply(manifests, _metadata?.Labels, _metadata?.Annotations);
        }
        catch (KustomizeException exception)
        {
            throw new HelmException(Text(field, exception), exception);
        }
    }

    private static string Text(string field, KustomizeException exception) => $"{field}{(exception.Field is null ? "" : $".{exception.Field}")}: {exception.Summary}";

    private static TargetSelector? Target(ObjectSelector? target) => target is null ? null : new TargetSelector(
        target.Group ?? "",
        target.Version ?? "",
        target.Kind ?? "",
        target.Name ?? "",
        target.Namespace ?? "",
        target.LabelSelector ?? "",
        target.AnnotationSelector ?? "");

    private sealed record Kustomizing(string Field, IReadOnlyList<KustomizePatch> Patches, IReadOnlyList<KustomizeImage> Images);
}
