using System.Text.Json;
using Steersman.Operator.Api.V1;
using Steersman.Releases.Sources;

namespace Steersman.Releases.Tests.Sources;

internal sealed class FluxLocationsTests
{
    private const string Digest = "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    private const string Artifact = $$"""{"observedGeneration": 1, "artifact": {"url": "http://controller/a", "digest": "{{Digest}}", "revision": "main@sha1:0123456789abcdef"}, "conditions": [{"type": "Ready", "status": "True", "message": "stored"}]}""";

    [Test]
    public void A_repository_that_nobody_controls_is_asked_itself_and_again_after_an_interval()
    {
        RepositoryLocation place = Located<RepositoryLocation>(OfChart("HelmRepository", """{"url": "https://charts.example.com", "secretRef": {"name": "keys"}, "certSecretRef": {"name": "certs"}, "passCredentials": true}"""));

        Assert.That((place.Url, place.Chart, place.Version, place.Index), Is.EqualTo(("https://charts.example.com", "web", "1.x", (ArtifactReference?)null)));
        Assert.That(place.Access, Is.EqualTo(new ServerAccess("keys", "certs", PassesCredentials: true, ReadsLegacyKeys: true)));
        Assert.That((place.Namespace, place.Interval), Is.EqualTo(("flux", (TimeSpan?)TimeSpan.FromMinutes(10))));
    }

    [Test]
    public void A_repository_with_an_artifact_is_read_by_it_and_never_asked_by_a_clock()
    {
        RepositoryLocation place = Located<RepositoryLocation>(OfChart("HelmRepository", """{"url": "https://charts.example.com"}""", Artifact));

        Assert.That((place.Index?.Url, place.Interval), Is.EqualTo(("http://controller/a", (TimeSpan?)null)));
    }

    [Test]
    public void A_repository_of_type_oci_is_a_registry()
    {
        RegistryLocation place = Located<RegistryLocation>(OfChart("HelmRepository", """{"url": "oci://ghcr.io/org/", "type": "oci"}"""));

        Assert.That((place.Url, place.Version, place.TracksDigest), Is.EqualTo(("oci://ghcr.io/org/web", "1.x", false)));
    }

    [TestCase("ChartVersion", "")]
    [TestCase("Revision", "0123456789ab")]
    public void A_chart_in_a_repository_of_Git_lies_at_a_path_of_its_artifact(string strategy, string metadata)
    {
        ArtifactLocation place = Located<ArtifactLocation>(OfChart("GitRepository", "{}", Artifact, strategy));

        Assert.That((place.ChartPath, place.VersionMetadata, place.TracksDigest), Is.EqualTo(("web", metadata, false)));
    }

    [TestCase("""{"tag": "1.0"}""", "", "1.0", null)]
    [TestCase("{}", "", "latest", null)]
    [TestCase("""{"tag": "1.0", "semver": ">1"}""", ">1", null, null)]
    [TestCase("""{"tag": "1.0", "semver": ">1", "digest": "sha256:b"}""", ">1", null, "sha256:b")]
    public void A_digest_beats_a_range_and_a_range_a_tag_as_in_Flux(string reference, string version, string? tag, string? digest)
    {
        RegistryLocation place = Located<RegistryLocation>(FluxLocations.Of(Source("OCIRepository", $$"""{"url": "oci://ghcr.io/org/web", "ref": {{reference}}, "interval": "1h"}""", "{}")));

        Assert.That((place.Version, place.Tag, place.Digest, place.TracksDigest), Is.EqualTo((version, tag, digest, true)));
        Assert.That(place.Interval, Is.EqualTo(digest is null ? TimeSpan.FromHours(1) : (TimeSpan?)null));
    }

    [TestCase("OCIRepository", """{"url": "oci://a/b", "provider": "aws"}""", "{}", SourceProblemKind.NotSupported, "spec.provider aws of OCIRepository flux/source")]
    [TestCase("OCIRepository", """{"url": "oci://a/b", "verify": {"provider": "cosign"}}""", "{}", SourceProblemKind.NotSupported, "spec.verify of OCIRepository flux/source")]
    [TestCase("OCIRepository", """{"url": "oci://a/b"}""", """{"observedGeneration": 1, "conditions": [{"type": "Ready", "status": "False", "message": "denied"}]}""", SourceProblemKind.NotReady, "OCIRepository flux/source is not ready: denied")]
    [TestCase("HelmChart", "{}", "{}", SourceProblemKind.NotReady, "needs Flux's source-controller")]
    [TestCase("HelmChart", "{}", """{"observedGeneration": 1, "conditions": [{"type": "Stalled", "status": "True"}, {"type": "Ready", "status": "False", "message": "no chart"}]}""", SourceProblemKind.NotReady, "no chart")]
    [TestCase("HelmChart", "{}", """{"observedGeneration": 7, "artifact": {"url": "u", "digest": "d"}}""", SourceProblemKind.Awaited, "has changed")]
    public void A_source_that_cannot_be_used_says_why(string kind, string spec, string status, SourceProblemKind problem, string message)
    {
        LocatedChart located = FluxLocations.Of(Source(kind, spec, status));

        Assert.That((located.Location, located.Kind), Is.EqualTo(((ChartLocation?)null, problem)));
        Assert.That(located.Message, Does.Contain(message));
    }

    [TestCase("""{"url": "oci://ghcr.io/org"}""", "registries need spec.type oci")]
    [TestCase("""{"url": "https://ghcr.io/org", "type": "oci"}""", "it must begin with oci://")]
    public void A_repository_whose_type_and_address_differ_says_so(string spec, string message) => Assert.That(OfChart("HelmRepository", spec).Message, Does.Contain(message));

    private static T Located<T>(LocatedChart located)
        where T : ChartLocation => located.Location as T ?? throw new AssertionException(located.ToString());

    private static LocatedChart OfChart(string kind, string spec, string status = "{}", string strategy = "ChartVersion")
    {
        using JsonDocument document = JsonDocument.Parse($$"""
            {"metadata": {"name": "a", "namespace": "apps"},
             "spec": {"chart": {"spec": {"chart": "web", "version": "1.x", "reconcileStrategy": "{{strategy}}", "sourceRef": {"kind": "{{kind}}", "name": "source", "namespace": "flux"} } } } }
            """);
        HelmRelease release = HelmRelease.Decode(document.RootElement);
        return FluxLocations.Of(release, release.Spec.Chart!.Spec, Source(kind, spec, status));
    }

    private static FluxSource Source(string kind, string spec, string status)
    {
        using JsonDocument document = JsonDocument.Parse($$"""{"metadata": {"name": "source", "namespace": "flux", "generation": 1}, "spec": {{spec}}, "status": {{status}} }""");
        return FluxSource.Decode(kind, document.RootElement);
    }
}
