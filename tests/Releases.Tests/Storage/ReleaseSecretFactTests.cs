using System.Text.Json;
using Steersman.Operator.Api.V1;
using Steersman.Releases.Storage;

namespace Steersman.Releases.Tests.Storage;

internal sealed class ReleaseSecretFactTests
{
    private const string Record = """{\"id\":\"op\",\"type\":\"Upgrade\",\"owner\":\"apps/web\",\"uid\":\"u\",\"inputs\":\"sha256:1\",\"chart\":{\"name\":\"web\",\"version\":\"1.0.0\"}}""";

    [Test]
    public void A_release_Secret_tells_its_revision_by_labels_and_annotation()
    {
        ReleaseSecretFact fact = Decode($$$"""{"metadata":{"resourceVersion":"7","labels":{"owner":"helm","name":"web","version":"3","status":"deployed","createdAt":"1700000000","modifiedAt":"1700000060"},"annotations":{"steersman.dev/operation":"{{{Record}}}"} } }""");

        Assert.That((fact.Release, fact.ResourceVersion), Is.EqualTo(("web", "7")));
        RevisionSummary revision = fact.Revision!;
        Assert.That((revision.Revision, revision.Status, revision.WrittenAt), Is.EqualTo((3, "deployed", (DateTimeOffset?)DateTimeOffset.FromUnixTimeSeconds(1700000060))));
        Assert.That((revision.Operation?.Id, revision.Operation?.Type, revision.Chart), Is.EqualTo(("op", (OperationType?)OperationType.Upgrade, new ChartIdentity("web", "1.0.0", null))));
    }

    [TestCase("""{"metadata":{"resourceVersion":"7"}}""", TestName = "A_Secret_without_labels_is_no_release")]
    [TestCase("""{"metadata":{"resourceVersion":"7","labels":{"owner":"me","name":"web","version":"3"}}}""", TestName = "A_Secret_of_another_owner_is_no_release")]
    [TestCase("""{"metadata":{"resourceVersion":"7","labels":{"owner":"helm","version":"3"}}}""", TestName = "A_Secret_without_a_name_is_no_release")]
    [TestCase("""{"metadata":{"resourceVersion":"7","labels":{"owner":"helm","name":"web","version":"-3"}}}""", TestName = "A_Secret_with_a_version_that_is_none_is_no_release")]
    [TestCase("""{"metadata":{"resourceVersion":"7","labels":{"owner":"helm","name":"web","version":"99999999999"}}}""", TestName = "A_Secret_with_a_version_beyond_all_is_no_release")]
    public void Every_other_Secret_is_no_release(string secret)
    {
        ReleaseSecretFact fact = Decode(secret);

        Assert.That((fact.Release, fact.Revision, fact.ResourceVersion), Is.EqualTo(((string?)null, (RevisionSummary?)null, "7")));
    }

    [TestCase("text")]
    [TestCase("{}")]
    [TestCase("""{\"id\":\"op\",\"type\":\"Explode\",\"owner\":\"a\",\"uid\":\"u\"}""")]
    [TestCase("""{\"id\":{}}""")]
    public void A_record_that_cannot_be_read_is_none(string record) => Assert.That(
        Decode($$$"""{"metadata":{"labels":{"owner":"helm","name":"web","version":"1"},"annotations":{"steersman.dev/operation":"{{{record}}}"} } }""").Revision?.Operation, Is.Null);

    [TestCase("""{"modifiedAt":"x","createdAt":"1700000000"}""", 1700000000)]
    [TestCase("""{"modifiedAt":"999999999999999"}""", 1577836800)]
    [TestCase("{}", 1577836800)]
    public void The_last_write_is_told_by_labels_or_by_the_creation(string labels, long seconds)
    {
        string all = labels.Replace("{", """{"owner":"helm","name":"web","version":"1",""", StringComparison.Ordinal).Replace(",}", "}", StringComparison.Ordinal);

        Assert.That(
            Decode($$$"""{"metadata":{"creationTimestamp":"2020-01-01T00:00:00Z","labels":{{{all}}} } }""").Revision?.WrittenAt,
            Is.EqualTo(DateTimeOffset.FromUnixTimeSeconds(seconds)));
    }

    [TestCase("sh.helm.release.v1.web.v3", "77", 3)]
    [TestCase("sh.helm.release.v1.web.vx", "77", 77)]
    [TestCase("sh.helm.release.v1.other.v3", "77", 77)]
    public void The_name_tells_the_number_of_a_revision(string name, string label, int revision)
    {
        ReleaseSecretFact fact = Decode($$$"""{"metadata":{"name":"{{{name}}}","resourceVersion":"7","labels":{"owner":"helm","name":"web","version":"{{{label}}}","status":"deployed"} } }""");
        Assert.That(fact.Revision?.Revision, Is.EqualTo(revision));
    }

    private static ReleaseSecretFact Decode(string secret)
    {
        using JsonDocument document = JsonDocument.Parse(secret);
        return ReleaseSecretFact.Decode(document.RootElement);
    }

}
