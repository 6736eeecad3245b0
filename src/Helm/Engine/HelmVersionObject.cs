using Steersman.GoTemplate.Json;
using Steersman.GoTemplate.Values;

namespace Steersman.Helm.Engine;

/// <summary><c>.Capabilities.HelmVersion</c>: Go's <c>version.BuildInfo</c>, of the Helm whose rendering this is.</summary>
internal sealed class HelmVersionObject : IGoFields, IGoJson
{
    private const string Version = "v4.3.1";
    private const string GoVersion = "go1.26.8";
    private const string KubeClientVersion = "v1.37";

    private static readonly GoType Type = new(GoKind.Struct, "version.BuildInfo");

    private HelmVersionObject()
    {
    }

    public static HelmVersionObject Instance { get; } = new();

    /// <inheritdoc/>
    public GoType GoType => Type;

    /// <inheritdoc/>
    public IReadOnlyList<KeyValuePair<string, Value>> GoFields { get; } =
    [
        new("Version", Value.FromString(Version)),
        new("GitCommit", Value.FromString("")),
        new("GitTreeState", Value.FromString("")),
        new("GoVersion", Value.FromString(GoVersion)),
        new("KubeClientVersion", Value.FromString(KubeClientVersion)),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<KeyValuePair<string, Value>> JsonFields { get; } =
    [
        new("version", Value.FromString(Version)),
        new("go_version", Value.FromString(GoVersion)),
        new("kube_client_version", Value.FromString(KubeClientVersion)),
    ];
}
