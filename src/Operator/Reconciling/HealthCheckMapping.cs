using System.Runtime.CompilerServices;
using Steersman.Cel;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Status.Rules;
using Steersman.Operator.Api.V1;

namespace Steersman.Operator.Reconciling;

/// <summary><c>spec.healthCheckExprs</c> as programs, made once for each spec that is read.</summary>
internal static class HealthCheckMapping
{
    private static readonly CelEnvironment Environment = new(CelTimeZones.Instance);

    private static readonly ConditionalWeakTable<IReadOnlyList<HealthCheckExpression>, Compiled> Known = [];

    /// <summary>What is wrong with the expressions, naming the field; null where nothing is.</summary>
    public static string? Check(HelmReleaseSpec spec) => Compile(spec)?.Error;

    /// <summary>The checks; null where there are none, where one is wrong, or where the wait is that of Helm 3.</summary>
    public static IHealthChecks? Of(HelmReleaseSpec spec) => spec.WaitStrategy is { Name: WaitStrategyName.Legacy } ? null : Compile(spec)?.Checks;

    private static Compiled? Compile(HelmReleaseSpec spec) => spec.HealthCheckExprs is { Count: > 0 } expressions ? Known.GetValue(expressions, Compile) : null;

    private static Compiled Compile(IReadOnlyList<HealthCheckExpression> expressions)
    {
        Dictionary<GroupKind, CelHealthCheck> checks = [];
        for (int index = 0; index < expressions.Count; index++)
        {
            HealthCheckExpression expression = expressions[index];
            string field = $"spec.healthCheckExprs[{index}]";
            GroupKind kind = GroupVersionKind.Parse(expression.ApiVersion, expression.Kind ?? "").GroupKind;
            if (checks.ContainsKey(kind))
            {
                return new Compiled(null, $"{field}: there is a check for {(kind.Kind.Length == 0 ? $"all kinds of group '{kind.Group}'" : kind.ToString())} already; leave one of them");
            }

            HealthCheckCompilation compilation = CelHealthCheck.Compile(Environment, expression.Current, expression.InProgress, expression.Failed);
            if (compilation.Check is not { } check)
            {
                return new Compiled(null, $"{field}.{compilation.Field}: {compilation.Error}");
            }

            checks.Add(kind, check);
        }

        return new Compiled(new HealthChecks(checks), null);
    }

    private sealed record Compiled(HealthChecks? Checks, string? Error);
}
