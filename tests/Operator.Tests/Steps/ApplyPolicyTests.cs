using Steersman.Helm.Releases;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Steps.Applying;
using Steersman.Releases.Applying;

namespace Steersman.Operator.Tests.Steps;

internal sealed class ApplyPolicyTests
{
    [TestCase(null, null, ExpectedResult = "ssa", TestName = "An_install_applies_on_the_server")]
    [TestCase(false, null, ExpectedResult = "csa", TestName = "An_install_applies_by_the_client_where_it_is_told_to")]
    [TestCase(true, "csa", ExpectedResult = "ssa", TestName = "An_install_does_not_ask_what_was_before")]
    public string Install(bool? serverSide, string? before) =>
        ApplyPolicy.MethodOf(new HelmReleaseSpec { Install = serverSide is { } value ? new InstallSpec { ServerSideApply = value } : null }, OperationType.Install, Model(before));

    [TestCase(null, "ssa", ExpectedResult = "ssa")]
    [TestCase(null, "csa", ExpectedResult = "csa")]
    [TestCase(null, "", ExpectedResult = "csa", Description = "a revision of Helm 3")]
    [TestCase(ServerSideApplyMode.Auto, "csa", ExpectedResult = "csa")]
    [TestCase(ServerSideApplyMode.Enabled, "csa", ExpectedResult = "ssa")]
    [TestCase(ServerSideApplyMode.Disabled, "ssa", ExpectedResult = "csa")]
    public string An_upgrade_or_rollback_applies_as_the_revision_before_or_as_it_is_told(ServerSideApplyMode? mode, string before)
    {
        HelmReleaseSpec spec = new()
        {
            Upgrade = mode is { } value ? new UpgradeSpec { ServerSideApply = value } : null,
            Rollback = mode is { } other ? new RollbackSpec { ServerSideApply = other } : null,
        };
        string upgrade = ApplyPolicy.MethodOf(spec, OperationType.Upgrade, Model(before));
        Assert.That(ApplyPolicy.MethodOf(spec, OperationType.Rollback, Model(before)), Is.EqualTo(upgrade));
        return upgrade;
    }

    [Test]
    public void Force_and_validation_are_those_of_the_action()
    {
        HelmReleaseSpec spec = new()
        {
            Install = new InstallSpec { DisableOpenAPIValidation = true },
            Upgrade = new UpgradeSpec { Force = true },
        };
        ApplyPolicy policy = new(["tool"]);
        string[] tool = ["tool"];
        using IDisposable all = Assert.EnterMultipleScope();
        Assert.That(policy.Of(spec, OperationType.Install, "ssa"), Is.EqualTo(new ApplySettings { Validate = false, OverrideManagers = policy.Of(spec, OperationType.Install, "ssa").OverrideManagers }));
        Assert.That(policy.Of(spec, OperationType.Install, "ssa").OverrideManagers, Is.EqualTo(tool));
        Assert.That((policy.Of(spec, OperationType.Upgrade, "csa").Force, policy.Of(spec, OperationType.Upgrade, "csa").IsServerSide), Is.EqualTo((true, false)));
        Assert.That((policy.Of(spec, OperationType.Rollback, "ssa").Force, policy.Of(spec, OperationType.Rollback, "ssa").ForceField), Is.EqualTo((false, "spec.rollback.force")));
    }

    private static Release? Model(string? method) => method is null ? null : new Release { ApplyMethod = method };
}
