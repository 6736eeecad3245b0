namespace Steersman.Helm.PostRendering;

/// <summary>What a post-renderer is given (Helm's <c>PostRenderStrategy</c>).</summary>
public enum PostRenderStrategy
{
    /// <summary>Everything in one stream.</summary>
    Combined,

    /// <summary>Hooks and manifests in streams of their own, the hooks first.</summary>
    Separate,

    /// <summary>The manifests alone, as in Helm 3.</summary>
    NoHooks,
}
