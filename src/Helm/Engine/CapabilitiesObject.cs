using Steersman.GoTemplate.Values;
using Steersman.Helm.Charts;

namespace Steersman.Helm.Engine;

/// <summary><c>.Capabilities</c>: Go's <c>*common.Capabilities</c>, or the struct behind it.</summary>
internal sealed class CapabilitiesObject : IGoFields
{
    private static readonly GoType Struct = new(GoKind.Struct, "common.Capabilities");
    private static readonly GoType Pointer = new(GoKind.Pointer, "*common.Capabilities", Struct);

    private readonly Capabilities _capabilities;
    private readonly bool _isStruct;

    public CapabilitiesObject(Capabilities capabilities, bool isStruct = false)
    {
        _capabilities = capabilities;
        _isStruct = isStruct;
        ValueList versions = new(HelmTypes.VersionSet, [.. capabilities.ApiVersions.Select(Value.FromString)]);
        GoFields =
        [
            new("KubeVersion", Value.FromObject(new KubeVersionObject(capabilities.KubeVersion))),
            new("APIVersions", Value.FromList(versions)),
            new("HelmVersion", Value.FromObject(HelmVersionObject.Instance)),
        ];
    }

    /// <inheritdoc/>
    public GoType GoType => _isStruct ? Struct : Pointer;

    /// <inheritdoc/>
    public IReadOnlyList<KeyValuePair<string, Value>> GoFields { get; }

    /// <inheritdoc/>
    public ITemplateObject Printable() => _isStruct ? this : new CapabilitiesObject(_capabilities, isStruct: true);
}
