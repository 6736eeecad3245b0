using System.Text;
using Steersman.Operator.Decisions.Reporting;

namespace Steersman.Operator.Tests.Decisions;

public sealed class EventNoteTests
{
    [Test]
    public void The_cause_comes_first_and_then_the_last_lines_that_fit()
    {
        string log = string.Join('\n', Enumerable.Range(1, 500).Select(line => $"line {line}"));
        string note = EventNote.WithLog("Job/migrate: failed", log);
        Assert.Multiple(() =>
        {
            Assert.That(note, Does.StartWith("Job/migrate: failed\nlast lines of the log:\nline "));
            Assert.That(note, Does.EndWith("line 499\nline 500"));
            Assert.That(Encoding.UTF8.GetByteCount(note), Is.InRange(1000, EventNote.MaxBytes));
        });
    }

    [TestCase("")]
    [TestCase(null)]
    [TestCase(" \n\t\n")]
    public void Without_a_log_there_is_only_the_cause(string? log) => Assert.That(EventNote.WithLog("failed", log), Is.EqualTo("failed"));

    [TestCase('x')]
    [TestCase('ä')]
    [TestCase('€')]
    public void One_line_that_is_too_long_keeps_its_end(char letter)
    {
        string note = EventNote.WithLog("failed", $"{new string(letter, 5000)}!");
        Assert.That(note, Does.StartWith("failed\nlast lines of the log:\n…").And.EndWith($"{letter}!"));
        Assert.That(Encoding.UTF8.GetByteCount(note), Is.InRange(EventNote.MaxBytes - 3, EventNote.MaxBytes));
    }

    [Test]
    public void Letters_outside_the_first_plane_are_never_cut_in_two()
    {
        string note = EventNote.WithLog("failed", string.Concat(Enumerable.Repeat("😀", 1000)));
        Assert.That(Encoding.UTF8.GetByteCount(note), Is.LessThanOrEqualTo(EventNote.MaxBytes));
        Assert.That(note, Does.Not.Contain('\uFFFD'));
        Assert.That(note.EnumerateRunes().Any(rune => rune == Rune.ReplacementChar), Is.False);
    }

    [Test]
    public void A_cause_that_fills_the_note_leaves_no_room()
    {
        string note = EventNote.WithLog(new string('ä', 900), "log");
        Assert.That(note, Does.EndWith("ä…"));
        Assert.That(Encoding.UTF8.GetByteCount(note), Is.LessThanOrEqualTo(EventNote.MaxBytes));
    }
}
