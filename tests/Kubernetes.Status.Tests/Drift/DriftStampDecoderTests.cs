using System.Text.Json;
using System.Text.Json.Nodes;
using Steersman.Kubernetes.Status.Drift;

namespace Steersman.Kubernetes.Status.Tests.Drift;

public sealed class DriftStampDecoderTests
{
    private const string Helm = """{"manager":"helm","operation":"Apply","time":"2026-01-01T00:00:00Z","fieldsV1":{"f:data":{"f:text":{},"k:{\"name\":\"app\"}":{}}}}""";
    private const string Edit = """{"manager":"kubectl-edit","operation":"Update","time":"2026-01-01T00:00:09Z","fieldsV1":{"f:data":{"f:text":{}}}}""";
    private const string Status = """{"manager":"kcm","operation":"Update","subresource":"status","time":"2026-01-01T00:00:05Z","fieldsV1":{"f:status":{}}}""";
    private static readonly string Before = Object("10", Helm);

    // What happened, the object after it, and whether that is a write of somebody to the object itself.
    private static readonly TestCaseData[] Writes =
    [
        new("nothing", Before, false),
        new("its status was written", Object("11", $"{Helm},{Status}"), false),
        new("another manager took a field", Object("11", $"{Helm.Replace("\"f:text\":{},", "")},{Edit}"), true),
        new("a field was taken away, which only our entry shows", Object("11", Helm.Replace("\"f:text\":{},", "")), true),
        new("the same field was written again in the same second", Object("11", Helm), true),
        new("the generation rose", Object("11", Helm, 3), true),
        new("it was deleted and made again", Object("11", Helm, uid: "other"), true),
    ];

    [TestCaseSource(nameof(Writes))]
    public void A_stamp_tells_writes_of_the_object_from_those_of_its_status(string what, string after, bool isWrite)
    {
        bool isSame = Decode(Before).IsSame(Decode(after));
        Assert.That(isSame, Is.EqualTo(!isWrite), what);
    }

    [Test]
    public void However_texts_are_escaped_the_stamp_is_the_same()
    {
        string escaped = Before.Replace("k:{\\\"name\\\":\\\"app\\\"}", "k:{\\u0022name\\u0022:\\u0022app\\u0022}");
        Assert.That(escaped, Is.Not.EqualTo(Before));
        Assert.That(Decode(escaped), Is.EqualTo(Decode(Before)));
    }

    [Test]
    public void A_stamp_of_an_answer_is_that_of_the_watch() =>
        Assert.That(DriftStampDecoder.Decode((JsonObject)JsonNode.Parse(Before)!, hasSubresources: true), Is.EqualTo(Decode(Before)));

    // The same for servers before Kubernetes 1.22, whose entries name no subresource: the fields tell.
    private static readonly TestCaseData[] WritesOfOldServers =
    [
        new("nothing", Object("10", Helm, 2), false),
        new("its status was written", Object("11", $"{Helm},{OldStatus(5)}", 2), false),
        new("a label was changed, which raises no generation", Object("11", $"{Helm.Replace("\"f:text\":{},", "")},{Edit}", 2), true),
        new("a label was added", Object("11", $"{Helm},{Edit}", 2), true),
        new("the generation rose", Object("11", Helm, 3), true),
        new("it was written again in the same second", Object("11", Helm, 2), true),
    ];

    [TestCaseSource(nameof(WritesOfOldServers))]
    public void A_stamp_of_an_old_server_tells_the_same_by_the_fields(string what, string after, bool isWrite) =>
        Assert.That(Old(Object("10", Helm, 2)).IsSame(Old(after)), Is.EqualTo(!isWrite), what);

    [Test]
    public void A_controller_that_writes_metadata_with_its_status_counts_when_it_takes_other_fields()
    {
        DriftStamp before = Old(Object("10", $"{Helm},{OldStatus(5, "f:one")}", 2));
        Assert.Multiple(() =>
        {
            Assert.That(before.IsSame(Old(Object("11", $"{Helm},{OldStatus(6, "f:one")}", 2))), Is.True, "a later status");
            Assert.That(before.IsSame(Old(Object("11", $"{Helm},{OldStatus(5, "f:one", "f:two")}", 2))), Is.False, "one more annotation");
            Assert.That(before.IsSame(Old(Object("11", $"{Helm},{OldStatus(5)}", 2))), Is.False, "none left");
        });
    }

    private static string OldStatus(int second, params string[] annotations)
    {
        string names = string.Join(',', annotations.Select(name => $$"""  "{{name}}":{}  """));
        string metadata = annotations.Length == 0 ? "" : $$""" "f:metadata":{"f:annotations":{ {{names}} } },""";
        return $$"""{"manager":"kcm","operation":"Update","time":"2026-01-01T00:00:0{{second}}Z","fieldsV1":{ {{metadata}} "f:status":{"f:replicas":{} } } }""";
    }

    private static DriftStamp Decode(string text) => Read(text, hasSubresources: true);

    private static DriftStamp Old(string text) => Read(text, hasSubresources: false);

    private static DriftStamp Read(string text, bool hasSubresources)
    {
        using JsonDocument document = JsonDocument.Parse(text);
        return DriftStampDecoder.Decode(document.RootElement, hasSubresources);
    }

    private static string Object(string version, string managers, long generation = 0, string uid = "u1") =>
        $$$"""{"metadata":{"name":"x","uid":"{{{uid}}}","resourceVersion":"{{{version}}}","generation":{{{generation}}},"managedFields":[{{{managers}}}]}}""";
}
