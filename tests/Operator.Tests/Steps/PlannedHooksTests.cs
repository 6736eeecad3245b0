using Steersman.Helm.Manifests;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Steps.Planning;

namespace Steersman.Operator.Tests.Steps;

public sealed class PlannedHooksTests
{
    private static readonly Hook[] Hooks =
    [
        Hook("last", 5, HookEvents.PreUpgrade, HookEvents.PostUpgrade),
        Hook("first", -5, HookEvents.PreUpgrade, HookEvents.PreInstall),
        Hook("check", 0, HookEvents.Test),
        Hook("away", 0, HookEvents.PreDelete),
        Hook("back", 0, HookEvents.PreRollback),
        Hook("twice", 0, HookEvents.PostInstall, HookEvents.PostInstall),
    ];

    [TestCase(OperationType.Upgrade, false, false, "pre-upgrade Job/first, pre-upgrade Job/last, post-upgrade Job/last")]
    [TestCase(OperationType.Upgrade, true, false, "pre-upgrade Job/first, pre-upgrade Job/last, post-upgrade Job/last, test Job/check")]
    [TestCase(OperationType.Upgrade, true, true, "test Job/check")]
    [TestCase(OperationType.Install, false, false, "pre-install Job/first, post-install Job/twice, post-install Job/twice")]
    [TestCase(OperationType.Uninstall, true, false, "pre-delete Job/away")]
    public void They_are_told_in_the_order_in_which_they_run(OperationType type, bool tests, bool isOff, string expected)
    {
        HelmReleaseSpec spec = new() { Test = new TestSpec { Enable = tests }, Upgrade = new UpgradeSpec { DisableHooks = isOff } };
        Assert.That(string.Join(", ", PlannedHooks.Of(type, Hooks, spec).Select(hook => $"{hook.Event} {hook.Object}")), Is.EqualTo(expected));
    }

    private static Hook Hook(string name, long weight, params string[] events) => new() { Name = name, Kind = "Job", Weight = weight, Events = events };
}
