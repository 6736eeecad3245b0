using Steersman.Operator.Reconciling;

namespace Steersman.Operator.Tests.Decisions;

public sealed class ProgressBudgetTests
{
    [Test]
    public void Twenty_a_second_are_given_out_whoever_asks()
    {
        Clock clock = new();
        ProgressBudget budget = new(clock);
        DateTimeOffset[] slots = [.. Enumerable.Range(0, 41).Select(_ => budget.Reserve())];
        Assert.Multiple(() =>
        {
            Assert.That(slots[0], Is.EqualTo(clock.Now), "the first one at once");
            Assert.That(slots[20], Is.EqualTo(clock.Now + TimeSpan.FromSeconds(1)));
            Assert.That(slots[40], Is.EqualTo(clock.Now + TimeSpan.FromSeconds(2)));
        });
    }

    [Test]
    public void What_was_not_used_is_not_saved_up()
    {
        Clock clock = new();
        ProgressBudget budget = new(clock);
        budget.Reserve();
        clock.Now += TimeSpan.FromHours(1);
        Assert.That(budget.Reserve(), Is.EqualTo(clock.Now));
        Assert.That(budget.Reserve(), Is.EqualTo(clock.Now + TimeSpan.FromMilliseconds(50)));
    }

    [Test]
    public void A_clock_that_is_set_back_holds_nobody_up()
    {
        Clock clock = new();
        ProgressBudget budget = new(clock);
        budget.Reserve();
        clock.Now -= TimeSpan.FromHours(1);
        Assert.That(budget.Reserve(), Is.EqualTo(clock.Now));
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = Given.Now;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
