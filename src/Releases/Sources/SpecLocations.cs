using Steersman.Operator.Api.V1;

namespace Steersman.Releases.Sources;

/// <summary>Where <c>spec.source</c> says that a chart is.</summary>
public static class SpecLocations
{
    /// <summary>The location; null where the spec names none.</summary>
    public static ChartLocation? Of(HelmRelease release)
    {
        ArgumentNullException.ThrowIfNull(release);
        string ns = release.Metadata.Namespace ?? "";
        TimeSpan interval = release.Spec.Source?.Interval ?? release.Spec.Interval;
        return release.Spec.Source switch
        {
            { ConfigMap: { } source } => new ObjectLocation(IsSecret: false, source.Name, source.Key) { Namespace = ns, Path = "spec.source.configMap" },
            { Secret: { } source } => new ObjectLocation(IsSecret: true, source.Name, source.Key) { Namespace = ns, Path = "spec.source.secret" },
            { Http: { Archive: { } archive } source } => new ArchiveLocation(archive, source.Digest)
            {
                Namespace = ns,
                Path = "spec.source.http",
                Access = Access(source),
                Interval = source.Digest is null ? interval : null,
            },
            { Http: { } source } => new RepositoryLocation(source.Url ?? "", source.Chart ?? "", source.Version ?? "") { Namespace = ns, Path = "spec.source.http", Access = Access(source), Interval = interval },
            { Oci: { } source } => new RegistryLocation(source.Url, source.Version ?? "", source.Tag, source.Digest, source.Insecure)
            {
                Namespace = ns,
                Path = "spec.source.oci",
                Access = new ServerAccess(source.SecretRef?.Name, source.CertSecretRef?.Name),
                Interval = source.Digest is null ? interval : null,
            },
            _ => null,
        };
    }

    private static ServerAccess Access(HttpSource source) => new(source.SecretRef?.Name, source.CertSecretRef?.Name, source.PassCredentials, source.InsecureSkipTlsVerify);
}
