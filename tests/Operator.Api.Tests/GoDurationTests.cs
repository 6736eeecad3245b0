namespace Steersman.Operator.Api.Tests;

public sealed class GoDurationTests
{
    [TestCase("30s", 30_000, "30s")]
    [TestCase("5m", 300_000, "5m0s")]
    [TestCase("1h30m", 5_400_000, "1h30m0s")]
    [TestCase("1.5s", 1_500, "1.5s")]
    [TestCase("300ms", 300, "300ms")]
    [TestCase("0s", 0, "0s")]
    [TestCase("1m1m", 120_000, "2m0s")]
    public void A_duration_is_read_and_written_as_Go_does(string text, long milliseconds, string canonical)
    {
        Assert.That(GoDuration.TryParse(text, out TimeSpan duration), Is.True);
        Assert.That(duration, Is.EqualTo(TimeSpan.FromMilliseconds(milliseconds)));
        Assert.That(GoDuration.Format(duration), Is.EqualTo(canonical));
    }

    [TestCase("")]
    [TestCase("5")]
    [TestCase("m")]
    [TestCase("-1s")]
    [TestCase("1us")]
    [TestCase("1.s")]
    [TestCase("1s ")]
    [TestCase("99999999999999999999999999h")]
    public void Anything_else_is_refused(string text) => Assert.That(GoDuration.TryParse(text, out _), Is.False);
}
