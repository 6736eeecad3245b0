using Steersman.GoTemplate.Values;
using Steersman.Helm.Charts;

namespace Steersman.Helm.Engine;

/// <summary><c>.Capabilities.KubeVersion</c> where it stands in its struct: its pointer's methods are within reach, and an action prints its text.</summary>
internal sealed class KubeVersionObject(KubeVersion version) : IStringer, IGoFields
{
    private static readonly GoType Type = new(GoKind.Struct, "common.KubeVersion")
    {
        Methods = HelmTypes.Methods(
            new GoMethod("String", [], false, static (in receiver, _) => Value.FromString(((KubeVersionObject)receiver.Reference!).GoText())),
            new GoMethod("GitVersion", [], false, static (in receiver, _) => Value.FromString(((KubeVersionObject)receiver.Reference!).Version.Version))),
    };

    private readonly KubeVersionCopy _copy = new(version);

    /// <inheritdoc/>
    public GoType GoType => Type;

    private KubeVersion Version { get; } = version;

    /// <inheritdoc/>
    public string GoText() => Version.ToString();

    /// <inheritdoc/>
    public IReadOnlyList<KeyValuePair<string, Value>> GoFields => _copy.GoFields;

    /// <inheritdoc/>
    public ITemplateObject Copy() => _copy;

    /// <inheritdoc/>
    public ITemplateObject DeepCopy() => _copy.DeepCopy();
}
