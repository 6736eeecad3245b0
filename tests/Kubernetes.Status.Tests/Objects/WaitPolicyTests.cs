using System.Text.Json.Nodes;
using Steersman.Kubernetes.Status.Objects;

namespace Steersman.Kubernetes.Status.Tests.Objects;

/// <summary>The annotations of a workload, ours and werf's, read from a manifest and from a live object alike.</summary>
public sealed class WaitPolicyTests
{
    [TestCase("{}", false, FailMode.Fail, 0)]
    [TestCase("""{"steersman.dev/wait":"none"}""", true, FailMode.Fail, 0)]
    [TestCase("""{"steersman.dev/wait":"ready"}""", false, FailMode.Fail, 0)]
    [TestCase("""{"werf.io/track-termination-mode":"NonBlocking"}""", true, FailMode.Fail, 0)]
    [TestCase("""{"werf.io/track-termination-mode":"WaitUntilResourceReady"}""", false, FailMode.Fail, 0)]
    [TestCase("""{"steersman.dev/wait":"ready","werf.io/track-termination-mode":"NonBlocking"}""", false, FailMode.Fail, 0)]
    [TestCase("""{"steersman.dev/fail-mode":"ignore"}""", false, FailMode.Ignore, 0)]
    [TestCase("""{"steersman.dev/fail-mode":"fail"}""", false, FailMode.Fail, 0)]
    [TestCase("""{"werf.io/fail-mode":"IgnoreAndContinueDeployProcess"}""", false, FailMode.Ignore, 0)]
    [TestCase("""{"werf.io/fail-mode":"HopeUntilEndOfDeployProcess"}""", false, FailMode.AtTimeout, 0)]
    [TestCase("""{"werf.io/fail-mode":"FailWholeDeployProcessImmediately"}""", false, FailMode.Fail, 0)]
    [TestCase("""{"steersman.dev/fail-mode":"fail","werf.io/fail-mode":"IgnoreAndContinueDeployProcess"}""", false, FailMode.Fail, 0)]
    [TestCase("""{"steersman.dev/failures-allowed":"2"}""", false, FailMode.Fail, 2)]
    [TestCase("""{"werf.io/failures-allowed-per-replica":"3"}""", false, FailMode.Fail, 3)]
    [TestCase("""{"steersman.dev/failures-allowed":"2","werf.io/failures-allowed-per-replica":"3"}""", false, FailMode.Fail, 2)]
    [TestCase("""{"steersman.dev/failures-allowed":"-2"}""", false, FailMode.Fail, 0)]
    [TestCase("""{"steersman.dev/failures-allowed":"many"}""", false, FailMode.Fail, 0)]
    [TestCase("""{"steersman.dev/failures-allowed":"2000000000"}""", false, FailMode.Fail, 1000)]
    public void Annotations_say_what_is_waited_for(string annotations, bool isIgnored, FailMode mode, int failures)
    {
        string json = $$"""{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web","namespace":"d","annotations":{{annotations}} } }""";
        WaitPolicy expected = new(isIgnored, mode, failures);
        Assert.That(Live.Object(json).Policy, Is.EqualTo(expected));
        Assert.That(TrackedObject.From((JsonObject)JsonNode.Parse(json)!, "d").Policy, Is.EqualTo(expected));
    }

    [TestCase("2", 10, 2)]
    [TestCase("25%", 10, 2)]
    [TestCase("250%", 10, 9)]
    [TestCase("50", 10, 9)]
    [TestCase("1", 1, 0)]
    [TestCase("1", 0, 0)]
    [TestCase("%", 10, 0)]
    [TestCase("1.5", 10, 0)]
    [TestCase("99999999999", 10, 0)]
    public void Pods_that_need_not_be_ready_are_a_number_or_a_percentage(string text, int wanted, int allowed) =>
        Assert.That(UnreadyAllowance.Parse(text).Of(wanted), Is.EqualTo(allowed));
}
