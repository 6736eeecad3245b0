namespace Steersman.Helm.Manifests;

/// <summary>The annotations that make a document a hook.</summary>
public static class HookAnnotations
{
    public const string Hook = "helm.sh/hook";
    public const string Weight = "helm.sh/hook-weight";
    public const string DeletePolicy = "helm.sh/hook-delete-policy";
    public const string OutputLogPolicy = "helm.sh/hook-output-log-policy";
}
