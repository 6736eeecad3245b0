using Steersman.Operator.Decisions;

namespace Steersman.Operator.Tests.Decisions;

public sealed class LeastIntervalTests
{
    [TestCase(0, 1000)]
    [TestCase(1, 1000)]
    [TestCase(1500, 1500)]
    [TestCase(600_000, 600_000)]
    public void Nobody_is_looked_at_more_often_than_once_a_second(int asked, int counts) =>
        Assert.That(LeastInterval.Of(TimeSpan.FromMilliseconds(asked)), Is.EqualTo(TimeSpan.FromMilliseconds(counts)));
}
