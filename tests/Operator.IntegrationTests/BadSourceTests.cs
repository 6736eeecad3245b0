using System.Text;
using Steersman.Helm.Tests.Registry;
using Steersman.Operator.Api.V1;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

/// <summary>Everything that can be wrong about a source: one clear message each, and the fix wakes the release.</summary>
[Category("Integration")]
internal sealed class BadSourceTests : ReleaseTest
{
    private static readonly TestChart Chart = TestChart.OfConfigMap("web");

    [Test]
    public async Task Each_wrong_source_names_field_object_and_way_out_is_not_asked_in_a_loop_and_is_woken_by_its_fix()
    {
        using TestCertificates certificates = new();
        await using ChartStore store = await ChartStore.StartAsync();
        await using ChartStore closed = await ChartStore.StartAsync("secret");
        await using ChartStore secure = await ChartStore.StartAsync(certificates: certificates);
        Fill(store);
        closed.PutChart(Chart);
        secure.PutChart(Chart);
        await ObjectsAsync(certificates);
        BadSource[] sources = [.. Objects(), .. Keys(closed, secure), .. Repositories(store), .. Registries(store)];

        foreach (BadSource source in sources)
        {
            await ReleaseAsync(source.Name, "", $"{{source: {source.Source}}}");
        }

        await Task.WhenAll(sources.Select(ToldAsync));
        await UntilEventAsync("tag-missing", Reasons.ArtifactFailed, "manifest unknown");
        foreach (BadSource source in sources)
        {
            await (source.Object is { } mended ? ApplyAsync(mended) : ReleaseAsync(source.Name, "", $"{{source: {source.Fix}}}"));
        }

        await Task.WhenAll(sources.Select(source => UntilReadyAsync(source.Name, 1)));

        // Once for each try, and no try without a reason or ten seconds.
        Assert.That(store.Asked("/v2/org/web/manifests/9.9.9"), Is.LessThan(15));
        Assert.That(store.Asked("/noindex/index.yaml"), Is.LessThan(30));
    }

    private static IEnumerable<BadSource> Objects()
    {
        string archive = Convert.ToBase64String(Chart.Pack());
        yield return new("map-key", "{configMap: {name: files, key: none}}", "has no archive at key none of binaryData (spec.source.configMap.key)", "{configMap: {name: files, key: chart.tgz}}");
        yield return new("secret-missing", "{secret: {name: late, key: a}}", "late of spec.source.secret does not exist", Object: $"{{apiVersion: v1, kind: Secret, metadata: {{name: late}}, data: {{a: {archive}}}}}");
        yield return new("secret-key", "{secret: {name: half, key: a}}", "has no archive at key a of data (spec.source.secret.key)", Object: $"{{apiVersion: v1, kind: Secret, metadata: {{name: half}}, data: {{a: {archive}}}}}");
    }

    private static IEnumerable<BadSource> Keys(ChartStore closed, ChartStore secure)
    {
        string right = Http(closed, "secretRef: {name: right}");
        yield return new("no-password", Http(closed, "secretRef: {name: nopassword}"), "nopassword of spec.source.http.secretRef has a username and no password", Object: "{apiVersion: v1, kind: Secret, metadata: {name: nopassword}, stringData: {username: reader, password: secret}}");
        yield return new("no-keys", Http(closed, "secretRef: {name: half}"), "has neither username and password nor .dockerconfigjson", right);
        yield return new("no-host", Http(closed, "secretRef: {name: docker}"), $"has no credentials for {closed.Host} in .dockerconfigjson", right);
        yield return new("no-json", Http(closed, "secretRef: {name: nojson}"), ".dockerconfigjson is no JSON object as docker writes it", right);
        yield return new("no-secretref", Http(closed, ""), "401 Unauthorized: name a Secret with credentials in spec.source.http.secretRef", right);
        yield return new("untrusted", Http(secure, ""), "name a Secret with the server's authority as ca.crt, or a client certificate, in spec.source.http.certSecretRef", Http(secure, "certSecretRef: {name: authority}"));
        yield return new("no-authority", Http(secure, "certSecretRef: {name: half}"), "has none of ca.crt, tls.crt and tls.key", Http(secure, "insecureSkipTLSVerify: true"));
        yield return new("no-pem", Http(secure, "certSecretRef: {name: nopem}"), "ca.crt has no certificate in PEM", Http(secure, "certSecretRef: {name: authority}"));
        yield return new("no-key", Http(secure, "certSecretRef: {name: nokey}"), "has tls.crt and no tls.key", Http(secure, "certSecretRef: {name: authority}"));
        yield return new("other-key", Http(secure, "certSecretRef: {name: otherkey}"), "tls.crt and tls.key are no certificate in PEM with its key", Http(secure, "certSecretRef: {name: authority}"));
    }

    private static IEnumerable<BadSource> Repositories(ChartStore store)
    {
        string right = Http(store, "version: 1.0.0");
        string archive = $"{store.Url}/charts/web-1.0.0.tgz";
        yield return new("range-empty", Http(store, "version: ^7.0.0"), $"no chart version found for web-^7.0.0 in {store.Url}/charts: spec.source.http.version asks for ^7.0.0; the newest is 4.0.0", right);
        yield return new("range-broken", Http(store, "version: '>>'"), "spec.source.http.version asks for >>", right);
        yield return new("chart-missing", $"{{http: {{url: '{store.Url}/charts', chart: none}}}}", "no chart name found in", right);
        yield return new("no-address", Http(store, "version: 2.0.0"), "chart web 2.0.0 has no download address in the index", right);
        yield return new("other-version", Http(store, "version: 3.0.0"), "the index says web 3.0.0, and the archive holds web 1.0.0", right);
        yield return new("other-digest", Http(store, "version: 4.0.0"), "chart digest mismatch", right);
        yield return new("no-index", $"{{http: {{url: '{store.Url}/noindex', chart: web}}}}", "spec.source.http: error loading index.yaml: ", right);
        yield return new("no-repository", $"{{http: {{url: '{store.Url}/nowhere', chart: web}}}}", $"failed to fetch {store.Url}/nowhere/index.yaml : 404 Not Found", right);
        yield return new("wrong-digest", $"{{http: {{archive: '{archive}', digest: 'sha256:{new string('0', 64)}'}}}}", "spec.source.http: chart digest mismatch", $"{{http: {{archive: '{archive}'}}}}");
        yield return new("too-large", $"{{http: {{archive: '{store.Url}/huge.tgz'}}}}", "the answer is larger than 104857600 bytes", right);
        yield return new("metadata", "{http: {archive: 'http://169.254.169.254/chart.tgz'}}", "169.254.169.254, which charts may not be fetched from", right);
    }

    private static IEnumerable<BadSource> Registries(ChartStore store)
    {
        string right = Oci(store, "tag: 1.0.0");
        yield return new("tag-missing", Oci(store, "tag: 9.9.9"), "manifest unknown", right);
        yield return new("digest-missing", Oci(store, $"digest: 'sha256:{new string('0', 64)}'"), "manifest unknown", right);
        yield return new("tag-range", Oci(store, "version: ^9"), "spec.source.oci.version: could not locate a version matching provided version string ^9", right);
        yield return new("image", $"{{oci: {{url: 'oci://{store.Host}/org/image', tag: latest, insecure: true}}}}", "manifest does not contain minimum number of descriptors", right);
        yield return new("reference", $"{{oci: {{url: 'oci://{store.Host}/Org/web', insecure: true}}}}", "spec.source.oci.url: invalid reference: invalid repository", right);
        yield return new("tag-lies", Oci(store, "tag: 5.0.0"), "tag 5.0.0 does not match chart version 1.0.0", right);
    }

    private static string Http(ChartStore store, string rest) => $"{{http: {{url: '{store.Url}/charts', chart: web{(rest.Length > 0 ? ", " + rest : "")}}}}}";

    private static string Oci(ChartStore store, string rest) => $"{{oci: {{url: 'oci://{store.Host}/org/web', insecure: true, {rest}}}}}";

    private static void Fill(ChartStore store)
    {
        byte[] archive = store.PutChart(Chart);
        store.PutIndex(
            ChartStore.Entry(Chart, archive)
            + "  - {apiVersion: v2, name: web, version: 2.0.0, urls: []}\n"
            + ChartStore.Entry(new TestChart("web", "3.0.0"), archive, "web-1.0.0.tgz")
            + ChartStore.Entry(new TestChart("web", "4.0.0"), [1], "web-1.0.0.tgz"));
        store.Put("/noindex/index.yaml", "<html>nothing here</html>");
        store.Push(Chart, "5.0.0");
        store.Push(Chart);
        store.Put("/v2/org/image/manifests/latest", """{"schemaVersion": 2, "config": {"mediaType": "application/vnd.oci.image.config.v1+json", "digest": "sha256:0", "size": 2}, "layers": []}""");
        store.Put("/huge.tgz", new byte[(100 << 20) + 1]);
    }

    private async Task ObjectsAsync(TestCertificates certificates)
    {
        await PackAsync("files", Chart.Pack());
        await SecretAsync("half", ("unused", "x"));
        await SecretAsync("right", ("username", "reader"), ("password", "secret"));
        await SecretAsync("nopassword", ("username", "reader"));
        await SecretAsync("docker", (".dockerconfigjson", """{"auths": {"example.com": {"username": "a", "password": "b"}}}"""));
        await SecretAsync("nojson", (".dockerconfigjson", "secret"));
        await SecretAsync("authority", ("ca.crt", certificates.AuthorityPem));
        await SecretAsync("nopem", ("ca.crt", "secret"));
        await SecretAsync("nokey", ("tls.crt", certificates.ClientPem));
        using TestCertificates others = new();
        await SecretAsync("otherkey", ("tls.crt", certificates.ClientPem), ("tls.key", others.ClientKeyPem));
    }

    private Task SecretAsync(string name, params (string Key, string Text)[] data) => ApplyAsync(
        $"{{apiVersion: v1, kind: Secret, metadata: {{name: {name}}}, data: {{{string.Join(", ", data.Select(entry => $"{entry.Key}: {Convert.ToBase64String(Encoding.UTF8.GetBytes(entry.Text))}"))}}}}}");

    private Task<HelmRelease> ToldAsync(BadSource source) => UntilReleaseAsync(
        source.Name,
        $"says {source.Message}",
        release => Ready(release) is { Status: "False", Reason: Reasons.ArtifactFailed, Message: { } message } && message.Contains(source.Message, StringComparison.Ordinal));
}
