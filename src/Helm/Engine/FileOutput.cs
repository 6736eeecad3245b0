using Steersman.Helm.Manifests;

namespace Steersman.Helm.Engine;

/// <summary>What a template file gave. Safe for concurrent use.</summary>
/// <param name="written">What the template wrote.</param>
internal sealed class FileOutput(string written)
{
    private volatile IReadOnlyList<Manifest>? _documents;

    public string Written { get; } = written;

    /// <summary>The text as Helm shows it.</summary>
    public string Text { get; } = written.Replace(Engine.NoValue, "", StringComparison.Ordinal);

    /// <summary>The documents of the text, once they were read without an error.</summary>
    public IReadOnlyList<Manifest>? Documents
    {
        get => _documents;
        set => _documents = value;
    }
}
