namespace Steersman.Helm.Engine;

/// <summary>A chart does not render. The message is Helm's own text, which may quote values.</summary>
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
}
