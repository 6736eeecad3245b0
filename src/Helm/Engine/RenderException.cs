namespace Steersman.Helm.Engine;

/// <summary>The templates of a chart do not render to manifests, after its values were found good. The message is Helm's own text, which may quote values.</summary>
public sealed class RenderException : HelmException
{
    public RenderException()
    {
    }

    public RenderException(string message)
        : base(message)
    {
    }

    public RenderException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>What the templates rendered to, by path, where only taking it apart failed; else empty.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = System.Collections.Immutable.ImmutableDictionary<string, string>.Empty;

    /// <summary>The hooks found before the document that is no manifest; else empty.</summary>
    public IReadOnlyList<Manifests.Hook> Hooks { get; init; } = [];
}
