using System.ComponentModel;

namespace Steersman.Operator.Api.V1;

/// <summary>Another cluster that the release is on. Helm's storage and the release's objects are there; sources, values and dependencies are where the HelmRelease is.</summary>
public sealed record KubeConfigSpec
{
    [Description("Secret of the namespace of the HelmRelease that holds a kubeconfig with a token or certificates in it. Exactly one of secretRef and configMapRef must be set.")]
    public KubeConfigSecretReference? SecretRef { get; init; }

    [Description("ConfigMap of the namespace of the HelmRelease that tells of a cluster which trusts this one's service accounts: provider (generic), address, ca.crt, serviceAccountName and audiences.")]
    public LocalReference? ConfigMapRef { get; init; }
}
