using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Remediation;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Tests.Decisions;

/// <summary>Which revision below the failed one (the first number of each row, then newest first) an automatic rollback goes back to.</summary>
public sealed class RollbackTargetTests
{
    // A revision: its number, d(eployed) s(uperseded) f(ailed) u(ninstalled), then g(ood), t(ests failed), i(nstall), x (superseded though it failed).
    [TestCase("3f 2s 1si", 2, TestName = "The_newest_that_was_deployed")]
    [TestCase("4f 3f 2d 1si", 2, TestName = "Never_a_failed_one")]
    [TestCase("4f 3s 2sg 1si", 2, TestName = "One_that_was_marked_as_good_before_a_newer_one")]
    [TestCase("5f 4s 3sg 2sg 1si", 3, TestName = "The_newest_of_those_that_were_marked")]
    [TestCase("4f 3s 2sgt 1si", 3, TestName = "Failed_tests_outweigh_the_mark")]
    [TestCase("4f 3s 2sgx 1si", 3, TestName = "A_failure_outweighs_the_mark")]
    [TestCase("5f 4s 3si 2sg 1si", 4, TestName = "A_mark_before_the_last_install_does_not_count")]
    [TestCase("5f 4s 3u 2sg 1si", 4, TestName = "A_mark_before_the_last_uninstall_does_not_count")]
    [TestCase("3f 2st 1sit", null, TestName = "None_where_all_failed_their_tests")]
    [TestCase("4f 3sit 2s 1si", null, TestName = "An_install_whose_tests_failed_ends_the_search")]
    [TestCase("2f 1sg", 1, TestName = "One_that_Helm_made")]
    [TestCase("3f 2fh 1shr", null, TestName = "None_of_before_an_install_of_Helms_that_replaced_what_was_there")]
    [TestCase("4f 3s 2shi 1s", 3, TestName = "The_newest_since_an_install_of_Helms")]
    [TestCase("4f 3shx 2shi 1s", 2, TestName = "The_install_of_Helms_itself")]
    [TestCase("4f 3shxi 2shit 1s", null, TestName = "None_of_before_an_install_of_Helms")]
    [TestCase("3f 2f 1su", null, TestName = "None_that_was_uninstalled_before_it_was_marked_as_superseded")]
    [TestCase("4f 3shv 2s 1si", 2, TestName = "No_verdict_against_it_in_the_status_where_Helm_took_the_record_away")]
    [TestCase("4f 3sv 2s 1si", 3, TestName = "A_record_says_more_than_the_status")]
    [TestCase("1f", null, TestName = "None_before_the_first")]
    public void The_target_is(string revisions, int? expected)
    {
        RevisionSummary[] stored = [.. revisions.Split(' ').Select(Parse)];
        HistoryEntry[] told = [.. revisions.Split(' ').Where(text => text.Contains('v')).Select(text => new HistoryEntry { Version = text[0] - '0', Name = "web", Namespace = "apps", Status = "superseded", Verdict = "Failed" })];
        Assert.That(RollbackTarget.Choose(Given.Stored(stored), stored[0].Revision, told)?.Revision, Is.EqualTo(expected));
    }

    // Revision, status, and marks: i made by an install, h by Helm or rewritten by it, g marked as good, t with failed tests, x with a description of failure,
    // r replaced by an install, u made by an uninstall, v with a verdict against it in the status.
    private static RevisionSummary Parse(string text)
    {
        string status = text[1] switch { 'd' => "deployed", 's' => "superseded", 'u' => "uninstalled", _ => "failed" };
        string marks = text[2..];
        bool isInstall = marks.Contains('i');
        OperationRecord? record = marks.Contains('h') ? null : Given.Record(isInstall ? OperationType.Install : marks.Contains('u') ? OperationType.Uninstall : OperationType.Upgrade);
        return Given.Revision(text[0] - '0', status, record) with
        {
            IsGood = marks.Contains('g'),
            HasFailedTests = marks.Contains('t'),
            Description = marks.Contains('x') ? "Upgrade \"web\" failed: broken" : marks.Contains('r') ? "superseded by new release" : record is null ? (isInstall ? "Install complete" : "Upgrade complete") : null,
        };
    }
}
