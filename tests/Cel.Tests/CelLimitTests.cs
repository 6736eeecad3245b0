using System.Text.Json.Nodes;

namespace Steersman.Cel.Tests;

/// <summary>Expressions that are meant to do harm.</summary>
internal sealed class CelLimitTests
{
    private static readonly ICelVariables Nothing = CelVariables.FieldsOf([]);

    [TestCase("(", ")", "expression recursion limit exceeded: 250")]
    [TestCase("[", "]", "expression recursion limit exceeded: 250")]
    [TestCase("-1.a(", ")", "expression recursion limit exceeded: 250")]
    [TestCase("1 + 1 * (", ")", "expression recursion limit exceeded: 250")]
    [TestCase("{1: ", "}", "expression recursion limit exceeded: 250")]
    public void Nesting_is_limited(string open, string close, string wanted)
    {
        string expression = string.Concat(Enumerable.Repeat(open, 1_000)) + "1" + string.Concat(Enumerable.Repeat(close, 1_000));
        Assert.That(CelEnvironment.Flux.Compile(expression, CelMode.Parse).Error, Does.Contain(wanted));
    }

    [Test]
    public void Length_is_limited_in_code_points()
    {
        string expression = "'" + new string('a', 99_998) + "'";
        Assert.Multiple(() =>
        {
            Assert.That(CelEnvironment.Flux.Compile(expression, CelMode.Parse).IsValid, Is.True);
            Assert.That(CelEnvironment.Flux.Compile(expression + " ", CelMode.Parse).Error, Does.Contain("expression code point size exceeds limit: size: 100001, limit 100000"));
        });
    }

    [Test]
    public void Macros_that_double_their_target_are_stopped()
    {
        string expression = "optional.of(1)" + string.Concat(Enumerable.Repeat(".optMap(x, x)", 60));
        Assert.That(CelEnvironment.Flux.Compile(expression, CelMode.Parse).Error, Does.Contain("exceeds limit of nodes"));
    }

    [Test]
    public void Types_that_double_at_each_step_are_stopped()
    {
        string expression = "[1]" + string.Concat(Enumerable.Repeat(".map(x, {x: x})", 60));
        Assert.That(CelEnvironment.Flux.Compile(expression, CelMode.Check).Error, Does.Contain("nests too many types"));
    }

    [Test]
    public void Work_is_limited()
    {
        string expression = "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]" + string.Concat(Enumerable.Repeat(".map(x, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]", 12)) + new string(')', 12);
        CelCompilation compilation = CelEnvironment.Flux.Compile(expression, CelMode.Parse);
        Assert.That(compilation.Program!.Evaluate(Nothing).Reason, Is.EqualTo("operation cancelled: actual cost limit exceeded: 1000000"));
    }

    [TestCase("'aaaaaaaaaa'{0}.size()", ".replace('a', 'aaaaaaaaaa')")]
    [TestCase("'%.1000000f'.format([1.0]){0}.size()", ".replace('0', '00000000000000000000')")]
    [TestCase("[1]{0}.size()", ".map(x, '%s%s%s%s%s%s%s%s%s%s'.format([x, x, x, x, x, x, x, x, x, x]))")]
    public void Memory_is_limited(string format, string step)
    {
        string expression = string.Format(System.Globalization.CultureInfo.InvariantCulture, format, string.Concat(Enumerable.Repeat(step, 20)));
        CelCompilation compilation = CelEnvironment.Flux.Compile(expression, CelMode.Parse);
        Assert.That(compilation.Program!.Evaluate(Nothing).Reason, Does.StartWith("operation cancelled: actual cost limit exceeded"));
    }

    [Test]
    public void An_evaluation_can_be_stopped()
    {
        CelProgram program = CelEnvironment.Flux.Compile("[1, 2].all(x, true)", CelMode.Parse).Program!;
        using CancellationTokenSource stopped = new();
        stopped.Cancel();
        Assert.That(() => program.Evaluate(Nothing, cancellation: stopped.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void Deep_values_are_compared_or_refused()
    {
        JsonNode deep = new JsonObject();
        for (int level = 0; level < 50_000; level++)
        {
            deep = new JsonArray(deep);
        }

        CelProgram program = CelEnvironment.Flux.Compile("a == a || '%s'.format([a]) == ''", CelMode.Parse).Program!;
        CelResult? result = null;
        Thread thread = new(() => result = program.Evaluate(CelVariables.Of(("a", deep))), maxStackSize: 512 * 1024);
        thread.Start();
        thread.Join();
        Assert.That(result!.Reason, Is.EqualTo("operation cancelled: values are nested too deep"));
    }

    [Test]
    public void Many_errors_are_reported_and_no_more()
    {
        string error = CelEnvironment.Flux.Compile(new string('@', 5_000), CelMode.Parse).Error!;
        Assert.That(error, Does.EndWith("more errors were truncated"));
    }

    [Test]
    public void Issues_have_places()
    {
        CelCompilation compilation = CelEnvironment.Flux.Compile("self.a &&\n  foo == 1", CelMode.CheckBool, "self");
        Assert.That(compilation.Issues, Is.EqualTo(new[] { new CelIssue(2, 3, "undeclared reference to 'foo' (in container '')") }));
    }
}
