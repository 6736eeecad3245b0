using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Tests.Decisions;

public sealed class DesiredStateDigestTests
{
    private static readonly TestCaseData[] Changes =
    [
        new("a timeout", (HelmReleaseSpec spec) => spec with { Timeout = TimeSpan.FromMinutes(9) }, true),
        new("an option of upgrades", (HelmReleaseSpec spec) => spec with { Upgrade = new UpgradeSpec { Force = true } }, true),
        new("the interval", (HelmReleaseSpec spec) => spec with { Interval = TimeSpan.FromMinutes(9) }, false),
        new("how many revisions are kept", (HelmReleaseSpec spec) => spec with { MaxHistory = 3 }, false),
        new("that it is suspended", (HelmReleaseSpec spec) => spec with { Suspend = true }, false),
        new("that changes are approved", (HelmReleaseSpec spec) => spec with { Approval = ApprovalMode.Manual }, false),
        new("when changes are rolled out", (HelmReleaseSpec spec) => spec with { UpdateWindows = [new UpdateWindow { Schedule = "0 22 * * *", Duration = TimeSpan.FromHours(1) }] }, false),
        new("what becomes of it with the HelmRelease", (HelmReleaseSpec spec) => spec with { DeletionPolicy = DeletionPolicy.Keep }, false),
        new("that a revision is held", (HelmReleaseSpec spec) => spec with { RollbackTo = new RollbackToSpec { Revision = 1 } }, false),
        new("how a failure is rolled back", (HelmReleaseSpec spec) => spec with { Rollback = new RollbackSpec { DisableHooks = true } }, false),
        new("how a failure is removed", (HelmReleaseSpec spec) => spec with { Uninstall = new UninstallSpec { KeepHistory = true } }, false),
    ];

    [TestCaseSource(nameof(Changes))]
    public void What_may_change_the_outcome_makes_another_attempt(string what, Func<HelmReleaseSpec, HelmReleaseSpec> change, bool isAnother)
    {
        DesiredState before = Of(spec => spec);
        DesiredState after = Of(change);
        Assert.That(after.Attempt != before.Attempt, Is.EqualTo(isAnother), what);
        Assert.That(after.Inputs, Is.EqualTo(before.Inputs), what);
    }

    [Test]
    public void What_is_put_on_every_object_and_what_renders_after_Helm_ask_for_another_revision()
    {
        string[] inputs =
        [
            Of(spec => spec).Inputs,
            Of(spec => spec with { CommonMetadata = new CommonMetadataSpec { Labels = new Dictionary<string, string> { ["team"] = "a" } } }).Inputs,
            Of(spec => spec with { CommonMetadata = new CommonMetadataSpec { Labels = new Dictionary<string, string> { ["team"] = "b" } } }).Inputs,
            Of(spec => spec with { PostRenderers = [new PostRenderer { Kustomize = new KustomizeSpec { Images = [new ImageSpec { Name = "a", NewTag = "1" }] } }] }).Inputs,
            Of(spec => spec with { PostRenderers = [new PostRenderer { Kustomize = new KustomizeSpec { Images = [new ImageSpec { Name = "a", NewTag = "2" }] } }] }).Inputs,
        ];
        Assert.That(inputs, Is.Unique);
    }

    private static DesiredState Of(Func<HelmReleaseSpec, HelmReleaseSpec> change) =>
        DesiredStateDigest.Of(Given.Release(change), new ChartIdentity("chart", "1.0.0", "1.0.0"), "sha256:chart", "sha256:values");
}
