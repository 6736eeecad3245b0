using Steersman.GoTemplate.Values;
using Steersman.Helm.Charts;

namespace Steersman.Helm.Engine;

/// <summary><c>.Capabilities</c>: Go's <c>*common.Capabilities</c>, or the struct behind it.</summary>
internal sealed class CapabilitiesObject : IGoFields
{
    private static readonly GoType Struct = new(GoKind.Struct, "common.Capabilities");
    private static readonly GoType Pointer = new(GoKind.Pointer, "*common.Capabilities", Struct);

    private readonly Capabilities _capabilities;
    private readonly Value _kubeVersion;
    private readonly bool _isStruct;

    public CapabilitiesObject(Capabilities capabilities, bool isStruct = false)
    {
        _capabilities = capabilities;
        _isStruct = isStruct;
        ValueList versions = new(HelmTypes.VersionSet, [.. capabilities.ApiVersions.Select(Value.FromString)]);
        KubeVersionObject kubeVersion = new(capabilities.KubeVersion);
        _kubeVersion = Value.FromObject(kubeVersion);
        GoFields =
        [
            // fmt sees the field without its pointer's methods.
            new("KubeVersion", Value.FromObject(kubeVersion.Copy())),
            new("APIVersions", Value.FromList(versions)),
            new("HelmVersion", Value.FromObject(HelmVersionObject.Instance)),
        ];
    }

    /// <inheritdoc/>
    public GoType GoType => _isStruct ? Struct : Pointer;

    /// <inheritdoc/>
    public IReadOnlyList<KeyValuePair<string, Value>> GoFields { get; }

    /// <inheritdoc/>
    public bool TryGetField(string name, out Value value)
    {
        value = name switch
        {
            "KubeVersion" => _kubeVersion,
            "APIVersions" => GoFields[1].Value,
            "HelmVersion" => GoFields[2].Value,
            _ => default,
        };
        return !value.IsNil;
    }

    /// <inheritdoc/>
    public ITemplateObject Printable() => _isStruct ? this : new CapabilitiesObject(_capabilities, isStruct: true);

    /// <inheritdoc/>
    public ITemplateObject DeepCopy() =>
        new CapabilitiesObject(_capabilities with { KubeVersion = _capabilities.KubeVersion with { NormalizedVersion = "" } }, _isStruct);
}
