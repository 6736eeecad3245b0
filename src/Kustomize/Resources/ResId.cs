namespace Steersman.Kustomize.Resources;

/// <summary>kustomize's identity of an object (kyaml's <c>resid</c>).</summary>
internal readonly record struct ResId(string Group, string Version, string Kind, string Name, string Namespace, bool IsClusterScoped)
{
    private const string NotANamespace = "_non_namespaceable_";
    private const string DefaultNamespace = "default";

    /// <summary>The namespace that two objects must share to be one: none and <c>default</c> are the same.</summary>
    public string EffectiveNamespace => IsClusterScoped ? NotANamespace : Namespace.Length == 0 ? DefaultNamespace : Namespace;

    public string ApiVersion => Group.Length > 0 ? $"{Group}/{Version}" : Version;

    /// <summary>What makes two identities equal.</summary>
    public (string Group, string Version, string Kind, string Name, string Namespace) Identity => (Group, Version, Kind, Name, EffectiveNamespace);

    public static ResId Of(string apiVersion, string kind, string name, string @namespace)
    {
        (string group, string version) = Split(apiVersion);
        return new ResId(group, version, kind, name, @namespace, ClusterScope.Contains(apiVersion, kind));
    }

    public static (string Group, string Version) Split(string apiVersion)
    {
        int slash = apiVersion.IndexOf('/');
        return slash < 0 ? ("", apiVersion) : (apiVersion[..slash], apiVersion[(slash + 1)..]);
    }

    /// <summary>True where each part that is asked for is this identity's (<c>Gvk.IsSelected</c>).</summary>
    public bool IsSelected(string group, string version, string kind) =>
        (group.Length == 0 || group == Group) && (version.Length == 0 || version == Version) && (kind.Length == 0 || kind == Kind);

    public override string ToString() =>
        $"{Or(Kind, "[noKind]")}.{Or(Version, "[noVer]")}.{Or(Group, "[noGrp]")}/{Or(Name, "[noName]")}.{Or(Namespace, "[noNs]")}";

    private static string Or(string text, string otherwise) => text.Length == 0 ? otherwise : text;
}
