using Steersman.Kubernetes.Status.Causes;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Reconciling;

namespace Steersman.Operator.Tests.Decisions;

/// <summary><c>spec.wait.failFast</c>.</summary>
public sealed class FailFastMappingTests
{
    [Test]
    public void Rules_that_are_not_named_keep_their_defaults()
    {
        FailFastOptions options = FailFastMapping.Of(Spec("CrashLoop", new Api.V1.FailFastRule { Restarts = 7, After = TimeSpan.FromMinutes(2) }));
        Assert.Multiple(() =>
        {
            Assert.That(options[CauseCode.CrashLoop], Is.EqualTo(FailFastOptions.Default[CauseCode.CrashLoop] with { Restarts = 7, After = TimeSpan.FromMinutes(2) }));
            Assert.That(options[CauseCode.OOM], Is.EqualTo(FailFastOptions.Default[CauseCode.OOM]));
            Assert.That(FailFastMapping.Of(null).IsEnabled, Is.True);
            Assert.That(FailFastMapping.Of(new FailFastSpec { Enabled = false }).IsEnabled, Is.False);
        });
    }

    [Test]
    public void A_rule_is_turned_off_by_its_name()
    {
        FailFastOptions options = FailFastMapping.Of(Spec("OOM", new Api.V1.FailFastRule { Disabled = true }));
        Assert.That(options[CauseCode.OOM].IsDisabled, Is.True);
    }

    [Test]
    public void The_rule_of_readiness_probes_is_turned_on_by_naming_it()
    {
        Assert.That(FailFastMapping.Of(null)[CauseCode.Probe].IsDisabled, Is.True);
        FailFastOptions options = FailFastMapping.Of(Spec("Probe", new Api.V1.FailFastRule()));
        Assert.That(options[CauseCode.Probe], Is.EqualTo(FailFastOptions.Default[CauseCode.Probe] with { IsDisabled = false }));
    }

    [TestCase("Crash", null, null, "spec.wait.failFast.rules.Crash: no such rule; known are JobFailed, ")]
    [TestCase("7", null, null, "spec.wait.failFast.rules.7: no such rule")]
    [TestCase("Unschedulable", 300, null, "spec.wait.failFast.rules.Unschedulable: this cause may pass by itself")]
    [TestCase("WebhookDown", 1, null, "spec.wait.failFast.rules.WebhookDown: this cause may pass by itself")]
    [TestCase("ImageNotFound", null, 2, "spec.wait.failFast.rules.ImageNotFound.restarts: this rule counts no restarts; use after")]
    [TestCase("Unschedulable", null, null, null)]
    [TestCase("QuotaExceeded", 10, null, null)]
    [TestCase("OOM", 10, 1, null)]
    public void What_cannot_be_is_said(string code, int? after, int? restarts, string? error) => Assert.That(
        FailFastMapping.Check(Spec(code, new Api.V1.FailFastRule { After = after is { } seconds ? TimeSpan.FromSeconds(seconds) : null, Restarts = restarts })),
        error is null ? Is.Null : Does.StartWith(error));

    private static FailFastSpec Spec(string code, Api.V1.FailFastRule rule) => new() { Rules = new Dictionary<string, Api.V1.FailFastRule> { [code] = rule } };
}
