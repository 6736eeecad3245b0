using Steersman.Vectors.Fuzzing;

namespace Steersman.Semver.Tests;

/// <summary>Mutated versions and constraints: an answer or an error, and what is accepted can be compared and printed.</summary>
[Category("Fuzz")]
public sealed class SemverFuzzTests
{
    private static readonly string[] Inputs =
    [
        "1.2.3", "v1.2.3-alpha.1+build.7", "01.2", ">=1.2.3 <2.0.0-0", "^1.x || ~2.3, !=2.3.4", "1.2 - 2.3.4", "*", "=> 18446744073709551615.0.0", "~> 0.0.1-beta-x", "^0.0",
    ];

    private static readonly string[] Parts =
        [".", "-", "+", "v", "x", "X", "*", " ", ",", "||", " - ", ">=", "=<", "~>", "^", "!=", "0", "01", "99999999999999999999", "-rc.1", "+b", "\n", "é"];

    private static readonly SemVersion Release = SemVersion.NewVersion("1.2.3");

    [Test]
    public void A_mutated_version_is_parsed_or_refused() =>
        FuzzRun.Texts(Inputs, Parts, text =>
        {
            SemVersion.TryStrictNewVersion(text, out _, out string? strictError);
            if (SemVersion.TryNewVersion(text, out SemVersion? version, out string? error))
            {
                Assert.That(SemVersion.NewVersion(version.ToString()).Compare(version), Is.Zero);
                Assert.That(version.Compare(Release), Is.EqualTo(-Release.Compare(version)));
                return;
            }

            Assert.That(error, Is.Not.Empty);
            Assert.That(strictError, Is.Not.Empty);
        });

    [Test]
    public void A_mutated_constraint_is_parsed_or_refused() =>
        FuzzRun.Texts(Inputs, Parts, text =>
        {
            if (SemConstraint.TryNewConstraint(text, out SemConstraint? constraint, out string? error))
            {
                Assert.That(constraint.Validate(Release, out _), Is.EqualTo(constraint.Check(Release)));
                return;
            }

            Assert.That(error, Is.Not.Empty);
        });
}
