using Steersman.Operator.Decisions.Drift;

namespace Steersman.Operator.Tests.Decisions;

public sealed class DriftPaceTests
{
    [TestCase(0, 0)]
    [TestCase(1, 0)]
    [TestCase(2, 0)]
    [TestCase(3, 10)]
    [TestCase(4, 20)]
    [TestCase(5, 40)]
    [TestCase(9, 640)]
    [TestCase(10, 900)]
    [TestCase(1000, 900)]
    public void Corrections_in_a_row_slow_down(int corrections, int seconds) => Assert.That(DriftPace.Pause(corrections), Is.EqualTo(TimeSpan.FromSeconds(seconds)));

    [TestCase(2, 60, 2)]
    [TestCase(2, 601, 0)]
    [TestCase(10, 2400, 10)]
    [TestCase(10, 2401, 0)]
    public void Long_after_the_last_correction_it_is_no_fight(int corrections, int secondsSince, int expected) =>
        Assert.That(DriftPace.InRow(corrections, Given.Now - TimeSpan.FromSeconds(secondsSince), Given.Now), Is.EqualTo(expected));

    [TestCase(0, false, 0)]
    [TestCase(3, false, 0)]
    [TestCase(4, false, 1)]
    [TestCase(6, false, 4)]
    [TestCase(40, false, 60)]
    [TestCase(0, true, 300)]
    public void Looks_that_find_nothing_slow_down(int falseAlarms, bool isUnknown, int seconds) =>
        Assert.That(DriftPace.NextLook(Given.Now, falseAlarms, isUnknown), Is.EqualTo(Given.Now + TimeSpan.FromSeconds(seconds)));

    [Test]
    public void The_first_look_is_due_at_once() => Assert.That(DriftPace.NextLook(null, 0, isUnknown: false), Is.LessThan(Given.Now));
}
