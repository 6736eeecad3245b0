using System.Text.Json;
using Steersman.Operator.Api.V1;

namespace Steersman.Operator.Api.Tests;

public sealed class HelmReleaseTests
{
    private const string Minimal = """
        {"metadata":{"name":"a","namespace":"ns1","managedFields":[{"manager":"x"}]},"spec":{"source":{"configMap":{"name":"c","key":"k"}}}}
        """;

    [Test]
    public void A_minimal_object_has_all_defaults_and_drops_managed_fields()
    {
        HelmRelease release = Decode(Minimal);
        Assert.Multiple(() =>
        {
            Assert.That(release.SpecError, Is.Null);
            Assert.That(release.Spec.Timeout, Is.EqualTo(TimeSpan.FromMinutes(5)));
            Assert.That(release.Spec.MaxHistory, Is.EqualTo(5));
            Assert.That(release.ReleaseName, Is.EqualTo("a"));
            Assert.That(release.ReleaseNamespace, Is.EqualTo("ns1"));
            Assert.That(release.Metadata.Content.ContainsKey("managedFields"), Is.False);
        });
    }

    [TestCase("2026-01-02T00:00:00Z", null, "2026-01-02T00:00:00Z")]
    [TestCase(null, "2026-01-02T00:00:00Z", "2026-01-02T00:00:00Z")]
    [TestCase("2026-01-01T00:00:00Z", "2026-01-02T00:00:00.5+01:00", "2026-01-02T00:00:00.5+01:00")]
    [TestCase("2026-01-03T00:00:00Z", "2026-01-02T00:00:00Z", "2026-01-03T00:00:00Z")]
    [TestCase("mine", "2026-01-02T00:00:00Z", "mine")]
    public void Of_two_requests_the_later_one_counts_and_what_goes_with_it(string? own, string? flux, string expected)
    {
        string annotations = string.Join(',', new[] { ("steersman.dev/", own), ("reconcile.fluxcd.io/", flux) }.Where(twin => twin.Item2 is not null).SelectMany(twin => new[] { $"\"{twin.Item1}requestedAt\":\"{twin.Item2}\"", $"\"{twin.Item1}forceAt\":\"{twin.Item2}\"" }));
        HelmRelease release = Decode($$$"""{"metadata":{"name":"a","namespace":"ns1","annotations":{{{{annotations}}}}},"spec":{}}""");
        Assert.That((release.RequestedAt, release.ForceAt), Is.EqualTo((expected, expected)));
    }

    [Test]
    public void A_spec_that_cannot_be_read_names_the_field_and_still_tells_what_deletion_does()
    {
        HelmRelease release = Decode("""{"metadata":{"name":"a","namespace":"ns1"},"spec":{"timeout":"soon","deletionPolicy":"Keep"}}""");
        Assert.Multiple(() =>
        {
            Assert.That(release.SpecError, Does.StartWith("spec.timeout: a duration such as"));
            Assert.That(release.Spec.DeletionPolicy, Is.EqualTo(DeletionPolicy.Keep));
        });
    }

    [TestCase("own", ExpectedResult = true)]
    [TestCase("asked", ExpectedResult = true)]
    [TestCase("kept", ExpectedResult = true)]
    [TestCase("other", ExpectedResult = false)]
    public bool Records_are_believed_where_the_release_asks_for_them_or_kept_them(string ns) =>
        Decode("""{"metadata":{"name":"a","namespace":"own"},"spec":{"storageNamespace":"asked"},"status":{"storageNamespace":"kept"}}""").IsStorage(ns);

    [Test]
    public void A_status_that_cannot_be_read_counts_as_absent() =>
        Assert.That(Decode("""{"metadata":{"name":"a","namespace":"n"},"spec":{},"status":{"history":7}}""").Status, Is.Null);

    [Test]
    public void Free_values_survive_a_round_trip()
    {
        const string Values = """{"a":{"b":[1,2.50,null,"x"]},"n":null}""";
        HelmRelease release = Decode("""{"metadata":{"name":"a","namespace":"n"},"spec":{"values":VALUES}}""".Replace("VALUES", Values, StringComparison.Ordinal));
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            release.WriteTo(writer);
        }

        using JsonDocument document = JsonDocument.Parse(stream.ToArray());
        Assert.That(document.RootElement.GetProperty("spec").GetProperty("values").GetRawText(), Is.EqualTo(Values));
    }

    [TestCase(null, null, "a", "a")]
    [TestCase(null, "t", "a", "t-a")]
    [TestCase("r", "t", "a", "r")]
    [TestCase(null, "a-very-long-namespace-name", "and-a-very-long-release-name-too", "a-very-long-namespace-name-and-a-very-lo-3bb47aa9ccb0")]
    public void Release_names_are_composed_as_Flux_does(string? releaseName, string? targetNamespace, string name, string composed)
    {
        string actual = ReleaseNaming.Compose(releaseName, targetNamespace, name);
        if (composed.Length > 50)
        {
            Assert.That(actual[..41], Is.EqualTo(composed[..41]));
            Assert.That(actual, Has.Length.EqualTo(53));
        }
        else
        {
            Assert.That(actual, Is.EqualTo(composed));
        }
    }

    private static HelmRelease Decode(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return HelmRelease.Decode(document.RootElement);
    }
}
