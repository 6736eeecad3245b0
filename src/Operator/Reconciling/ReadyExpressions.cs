using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Steersman.Cel;
using Steersman.Operator.Api.V1;

namespace Steersman.Operator.Reconciling;

/// <summary><c>spec.dependsOn[].readyExpr</c> as programs of <c>self</c> and <c>dep</c>, made once for each spec that is read.</summary>
internal static class ReadyExpressions
{
    private static readonly CelEnvironment Environment = new(CelTimeZones.Instance);

    private static readonly ConditionalWeakTable<DependencyReference, CelCompilation> Known = [];

    /// <summary>What is wrong with the expressions, naming the field; null where nothing is.</summary>
    public static string? Check(HelmReleaseSpec spec)
    {
        IReadOnlyList<DependencyReference> dependencies = spec.DependsOn ?? [];
        for (int index = 0; index < dependencies.Count; index++)
        {
            if (dependencies[index].ReadyExpr is not null && Compile(dependencies[index]) is { Program: null } wrong)
            {
                return $"spec.dependsOn[{index}].readyExpr: {wrong.Error}";
            }
        }

        return null;
    }

    /// <summary>Whether the dependency is ready by its expression, which compiles.</summary>
    /// <param name="dependency">Has an expression.</param>
    /// <param name="self">The HelmRelease that depends.</param>
    /// <param name="dep">The object.</param>
    /// <param name="error">Why the expression has no answer; null where it has one.</param>
    public static bool IsReady(DependencyReference dependency, JsonObject self, JsonObject dep, out string? error) =>
        Compile(dependency).Program!.Evaluate(CelVariables.Of(("self", self), ("dep", dep))).AsBool(out error);

    /// <summary>A HelmRelease as expressions see it.</summary>
    public static JsonObject Content(HelmRelease release)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            release.WriteTo(writer);
        }

        return (JsonObject)JsonNode.Parse(stream.ToArray())!;
    }

    private static CelCompilation Compile(DependencyReference dependency) =>
        Known.GetValue(dependency, static known => Environment.Compile(known.ReadyExpr!, CelMode.CheckBool, "self", "dep"));
}
