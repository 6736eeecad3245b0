using Steersman.Kubernetes.Client.Http;

namespace Steersman.Kubernetes.Client.Tests.Http;

/// <summary>What the dates of answers tell of the server's clock.</summary>
public sealed class ServerTimeTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [TestCase(0, 0.1, 0)]
    [TestCase(-2, 0.1, 0, Description = "clocks that keep time")]
    [TestCase(1, 0.1, 0)]
    [TestCase(-9, 10, 0, Description = "an answer that was long on its way")]
    [TestCase(-30, 10, -24.5)]
    [TestCase(600, 0, 600.5)]
    [TestCase(-600, 0, -599.5)]
    public void An_answer_tells_how_far_the_clocks_are_apart(double date, double took, double ahead)
    {
        ServerTime time = new(new Clock());
        time.Told(Now + TimeSpan.FromSeconds(date), TimeSpan.FromSeconds(took));
        Assert.That(time.GetUtcNow() - Now, Is.EqualTo(TimeSpan.FromSeconds(ahead)));
    }

    [Test]
    public void What_is_known_stays_until_an_answer_says_otherwise()
    {
        Clock clock = new();
        ServerTime time = new(clock);
        time.Told(Now + TimeSpan.FromMinutes(10), TimeSpan.Zero);
        time.Told(Now + TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(2), TimeSpan.Zero);
        Assert.That(time.Ahead, Is.EqualTo(TimeSpan.FromSeconds(600.5)), "seconds are no news");
        time.Told(Now + TimeSpan.FromMinutes(9), TimeSpan.FromMinutes(2));
        Assert.That(time.Ahead, Is.EqualTo(TimeSpan.FromSeconds(600.5)), "it may have been written ten minutes ahead");

        // Somebody sets this machine's clock right.
        clock.Set += TimeSpan.FromMinutes(10);
        time.Told(Now + TimeSpan.FromMinutes(10), TimeSpan.Zero);
        Assert.That(time.GetUtcNow(), Is.EqualTo(Now + TimeSpan.FromMinutes(10)));
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Set { get; set; } = Now;

        public override DateTimeOffset GetUtcNow() => Set;
    }
}
