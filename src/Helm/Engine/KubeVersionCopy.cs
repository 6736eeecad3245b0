using Steersman.GoTemplate.Values;
using Steersman.Helm.Charts;

namespace Steersman.Helm.Engine;

/// <summary>A <c>common.KubeVersion</c> copied out of its struct: fields and nothing more.</summary>
internal sealed class KubeVersionCopy(KubeVersion version) : IGoFields
{
    private static readonly GoType Type = new(GoKind.Struct, "common.KubeVersion");

    /// <inheritdoc/>
    public GoType GoType => Type;

    /// <inheritdoc/>
    public IReadOnlyList<KeyValuePair<string, Value>> GoFields { get; } =
    [
        new("Version", Value.FromString(version.Version)),
        new("normalizedVersion", Value.FromString(version.NormalizedVersion)),
        new("Major", Value.FromString(version.Major)),
        new("Minor", Value.FromString(version.Minor)),
    ];

    /// <inheritdoc/>
    public ITemplateObject DeepCopy() => new KubeVersionCopy(version with { NormalizedVersion = "" });
}
