using Steersman.Kustomize.Nodes;

namespace Steersman.Kustomize.References;

/// <summary>A field that names another object.</summary>
/// <param name="Target">Kind, group and version of the object that is named; empty ones match all.</param>
/// <param name="Referrer">The same of the object that has the field.</param>
/// <param name="Field">Where the name stands, or the mapping that holds name and namespace.</param>
internal sealed record NameReference((string Group, string Version, string Kind) Target, (string Group, string Version, string Kind) Referrer, string Path, FieldPath Field)
{
    public NameReference((string Group, string Version, string Kind) target, (string Group, string Version, string Kind) referrer, string path)
        : this(target, referrer, path, new FieldPath(path))
    {
    }

    public bool IsRole => Path.EndsWith("roleRef/name", StringComparison.Ordinal);
}
