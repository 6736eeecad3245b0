using System.Text.Json;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Status.Rules;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Reconciling;

namespace Steersman.Operator.Tests.Decisions;

/// <summary><c>spec.healthCheckExprs</c>.</summary>
public sealed class HealthCheckMappingTests
{
    private static readonly GroupKind Widget = new("example.com", "Widget");

    [Test]
    public void A_kinds_own_check_goes_before_that_of_its_group_and_versions_do_not_matter()
    {
        IHealthChecks checks = Checks(new() { ApiVersion = "example.com/v1", Current = "false" }, new() { ApiVersion = "example.com/v2", Kind = "Widget", Current = "true" });
        Assert.Multiple(() =>
        {
            Assert.That(checks.Judge(Widget, Content("{}")).State, Is.EqualTo(KstatusState.Current));
            Assert.That(checks.Judge(Widget with { Kind = "Gadget" }, Content("{}")).State, Is.EqualTo(KstatusState.InProgress));
            Assert.That(checks.Covers(new GroupKind("other.com", "Widget")), Is.False);
        });
    }

    [TestCase("""{"status":{"phase":"Up"}}""", KstatusState.Current, "")]
    [TestCase("""{"status":{"phase":"Broken"}}""", KstatusState.Failed, "failed by its health check")]
    [TestCase("""{"status":{"phase":"Starting"}}""", KstatusState.InProgress, "not ready by its health check")]
    [TestCase("""{"metadata":{"generation":2},"status":{"phase":"Broken","observedGeneration":1}}""", KstatusState.InProgress, "not ready by its health check")]
    [TestCase("""{"status":{}}""", KstatusState.Unknown, "failed to evaluate the CEL expression 'status.phase == 'Broken'': no such key: phase")]
    public void An_object_is_judged_by_the_first_expression_that_is_true(string content, KstatusState state, string message)
    {
        IHealthChecks checks = Checks(new HealthCheckExpression { ApiVersion = "example.com/v1", Kind = "Widget", Current = "status.phase == 'Up'", Failed = "status.phase == 'Broken'" });
        Assert.That(checks.Judge(Widget, Content(content)), Is.EqualTo(new ObjectHealth(state, message)));
    }

    [Test]
    public void What_an_expression_makes_of_a_Secret_is_not_said()
    {
        IHealthChecks checks = Checks(new HealthCheckExpression { ApiVersion = "v1", Kind = "Secret", Current = "{'a': 1}[data.password] == 1" });
        Assert.That(checks.Judge(new GroupKind("", "Secret"), Content("""{"data":{"password":"c2VjcmV0"}}""")), Is.EqualTo(new ObjectHealth(KstatusState.Unknown, "its health check could not be evaluated")));
    }

    [Test]
    public void Expressions_count_for_nothing_where_the_wait_is_that_of_Helm_3()
    {
        HelmReleaseSpec spec = new() { HealthCheckExprs = [new HealthCheckExpression { ApiVersion = "example.com/v1", Current = "false" }] };
        Assert.That(HealthCheckMapping.Of(spec), Is.Not.Null);
        Assert.That(HealthCheckMapping.Of(spec with { WaitStrategy = new WaitStrategy { Name = WaitStrategyName.Legacy } }), Is.Null);
    }

    [Test]
    public void An_expression_that_does_not_compile_is_named_by_its_field()
    {
        string? error = Check(new() { ApiVersion = "example.com/v1", Kind = "Widget", Current = "true" }, new() { ApiVersion = "example.com/v1", Kind = "Gadget", Current = "true", Failed = "a b" });
        Assert.That(error, Is.EqualTo(
            "spec.healthCheckExprs[1].failed: failed to parse the expression Failed: failed to parse the CEL expression 'a b': ERROR: <input>:1:3: Syntax error: extraneous input 'b' expecting <EOF>\n | a b\n | ..^"));
    }

    [Test]
    public void Two_checks_of_one_kind_are_refused()
    {
        string? error = Check(new() { ApiVersion = "example.com/v1", Kind = "Widget", Current = "true" }, new() { ApiVersion = "example.com/v2", Kind = "Widget", Current = "false" });
        Assert.That(error, Does.StartWith("spec.healthCheckExprs[1]: there is a check for ").And.Contain("Widget"));
    }

    [Test]
    public void Zones_are_those_of_the_templates()
    {
        IHealthChecks checks = Checks(new HealthCheckExpression { ApiVersion = "example.com/v1", Kind = "Widget", Current = "timestamp('2024-07-01T12:00:00Z').getHours('Europe/Berlin') == 14" });
        Assert.That(checks.Judge(Widget, Content("{}")).State, Is.EqualTo(KstatusState.Current));
    }

    private static string? Check(params HealthCheckExpression[] expressions) => HealthCheckMapping.Check(new HelmReleaseSpec { HealthCheckExprs = expressions });

    private static IHealthChecks Checks(params HealthCheckExpression[] expressions)
    {
        HelmReleaseSpec spec = new() { HealthCheckExprs = expressions };
        Assert.That(HealthCheckMapping.Check(spec), Is.Null);
        return HealthCheckMapping.Of(spec)!;
    }

    private static JsonElement Content(string json) => JsonElement.Parse(json);
}
