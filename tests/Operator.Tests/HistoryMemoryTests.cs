using Steersman.Operator.Reconciling;
using Steersman.Operator.Tests.Decisions;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Tests;

public sealed class HistoryMemoryTests
{
    private static readonly RevisionSummary Own = Given.Revision(1, "deployed", Given.Record());    // resource version 101

    [TestCase(null, 1)]
    [TestCase("100", 1)]
    [TestCase("101", 0)]
    [TestCase("205", 0)]
    public void An_own_write_counts_until_the_watch_has_come_that_far(string? watchedUpTo, int revisions)
    {
        HistoryMemory memory = new();
        memory.Wrote(Own);
        Assert.That(memory.Merge([], watchedUpTo).Revisions, Has.Length.EqualTo(revisions));
    }

    [Test]
    public void The_newer_of_watch_and_own_write_counts()
    {
        HistoryMemory memory = new();
        memory.Wrote(Own);
        Assert.That(memory.Merge([Own with { ResourceVersion = "99", Status = "pending-install" }], "99").Newest!.Status, Is.EqualTo("deployed"));
        Assert.That(memory.Merge([Own with { ResourceVersion = "120", Status = "superseded" }], "120").Newest!.Status, Is.EqualTo("superseded"));
    }

    [Test]
    public void A_deletion_of_ours_counts_before_the_watch_tells_of_it()
    {
        HistoryMemory memory = new();
        memory.Deleted(1);
        Assert.That(memory.Merge([Own], "101").Newest, Is.Null);
    }
}
