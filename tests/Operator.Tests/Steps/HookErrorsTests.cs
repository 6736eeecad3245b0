using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Status.Rules;
using Steersman.Operator.Steps.Hooks;
using Steersman.Releases.Applying;

namespace Steersman.Operator.Tests.Steps;

/// <summary>Several objects of one hook are told of in Helm's words, a line each.</summary>
internal sealed class HookErrorsTests
{
    private static readonly ReleaseObject One = new(new GroupVersionKind("batch", "v1", "Job"), "apps", "one", []);
    private static readonly ReleaseObject Two = One with { Name = "two" };

    [Test]
    public void What_is_not_ready_has_a_line_each()
    {
        (ReleaseObject, KstatusResult)[] left = [(One, new KstatusResult(KstatusState.Failed, "Job Failed. failed: 1/1", [])), (Two, new KstatusResult(KstatusState.InProgress, "Job in progress", []))];
        const string Lines = "resource Job/apps/one not ready. status: Failed, message: Job Failed. failed: 1/1\nresource Job/apps/two not ready. status: InProgress, message: Job in progress";
        Assert.That(HookErrors.NotReady(left, isOver: false), Is.EqualTo(Lines));
        Assert.That(HookErrors.NotReady(left, isOver: true), Is.EqualTo($"{Lines}\ncontext deadline exceeded"));
    }

    [Test]
    public void What_does_not_go_has_a_line_each() => Assert.That(HookErrors.StillExist([One, Two]), Is.EqualTo(
        "resource Job/apps/one still exists. status: Terminating, message: Resource scheduled for deletion\nresource Job/apps/two still exists. status: Terminating, message: Resource scheduled for deletion\ncontext deadline exceeded"));

    [Test]
    public void What_is_refused_has_a_line_each_and_a_List_without_items_is_refused_too()
    {
        Assert.That(HookErrors.NotCreated("pre-install", "chart/templates/a.yaml", ["one", "two"]), Is.EqualTo("warning: Hook pre-install chart/templates/a.yaml failed: one\ntwo"));
        Assert.That(HookErrors.NotCreated("pre-install", "chart/templates/a.yaml", []), Is.EqualTo("warning: Hook pre-install chart/templates/a.yaml failed: no objects visited"));
    }
}
