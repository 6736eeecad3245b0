using Steersman.GoTemplate.Execution;

namespace Steersman.GoTemplate.Tests.Execution;

[TestFixture]
internal sealed class LimitTests
{
    [Test]
    public void Output_ends_at_its_limit() =>
        Assert.Throws<LimitException>(() => TemplateRun.Text("{{ range 1000 }}0123456789{{ end }}", services: With(new ExecutionLimits { Output = 5000 })));

    [Test]
    public void A_loop_without_end_ends_at_its_limit() =>
        Assert.Throws<LimitException>(() => TemplateRun.Text("{{ range 100000000000 }}{{ end }}", services: With(new ExecutionLimits { Steps = 10_000 })));

    [Test]
    public void Doubling_texts_end_at_their_limit() =>
        Assert.Throws<LimitException>(() => TemplateRun.Text("{{ $x := \"xx\" }}{{ range 64 }}{{ $x = print $x $x }}{{ end }}", services: With(new ExecutionLimits { Text = 100_000 })));

    [Test]
    public void Templates_calling_themselves_end_with_Gos_error() =>
        Assert.That(
            TemplateRun.Text("{{ define \"x\" }}{{ template \"x\" }}{{ end }}{{ template \"x\" }}", services: With(new ExecutionLimits { TemplateDepth = 500 })),
            Is.EqualTo("template: t:1:28: executing \"x\" at <{{template \"x\"}}>: exceeded maximum template depth (500)"));

    [Test]
    public void Templates_deeper_than_a_stack_still_run() =>
        Assert.That(TemplateRun.Text("{{ define \"x\" }}{{ with slice . 1 }}{{ template \"x\" . }}{{ else }}end{{ end }}{{ end }}{{ template \"x\" .s }}", $$"""{"s":"{{new string('x', 10_000)}}"}"""), Is.EqualTo("end"));

    [Test]
    public void A_loop_without_end_ends_with_its_time() =>
        Assert.That(
            () => TemplateRun.Text("{{ range 1000000000000 }}{{ end }}", services: With(new ExecutionLimits { Time = TimeSpan.FromMilliseconds(50), Steps = long.MaxValue })),
            Throws.TypeOf<LimitException>().With.Message.EqualTo(
                "template: t:1:9: executing \"t\" at <1000000000000>: the templates took longer than 0.05 s"));

    [Test]
    public void A_cancelled_execution_ends_with_the_token_of_its_caller()
    {
        CancellationToken cancelled = new(canceled: true);

        Assert.That(
            () => TemplateRun.Text("{{ range 1000000000000 }}{{ end }}", services: ExecutionServices.Default with { Cancellation = cancelled }),
            Throws.TypeOf<OperationCanceledException>().With.Property(nameof(OperationCanceledException.CancellationToken)).EqualTo(cancelled));
    }

    private static ExecutionServices With(ExecutionLimits limits) => ExecutionServices.Default with { Limits = limits };
}
