namespace Steersman.Kubernetes.Client.Objects;

/// <summary>A kind of object in one version of its API group; the core group is the empty string.</summary>
public readonly record struct GroupVersionKind(string Group, string Version, string Kind)
{
    /// <summary>What stands in <c>apiVersion</c>: <c>group/version</c>, or the version alone for the core group.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    public GroupKind GroupKind => new(Group, Kind);

    /// <summary>Reads <c>apiVersion</c> and <c>kind</c> as apimachinery's ParseGroupVersion does, but takes text with two slashes as a version of no group.</summary>
    public static GroupVersionKind Parse(string apiVersion, string kind)
    {
        int slash = apiVersion.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 || apiVersion.IndexOf('/', slash + 1) >= 0
            ? new(string.Empty, apiVersion, kind)
            : new(apiVersion[..slash], apiVersion[(slash + 1)..], kind);
    }

    public override string ToString() => $"{ApiVersion}, Kind={Kind}";
}
