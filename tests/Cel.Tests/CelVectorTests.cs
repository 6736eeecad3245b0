using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Steersman.Vectors;

namespace Steersman.Cel.Tests;

[Category("Vectors")]
internal sealed class CelVectorTests
{
    [Test]
    public void Expressions_compile_and_evaluate_as_in_Flux() => VectorGroup.Run("more/cel", Judge, vector => vector.GetProperty("env").GetString() == "flux");

    private static string? Judge(JsonElement vector) => vector.GetProperty("mode").GetString() == "healthCheck" ? JudgeHealthCheck(vector) : JudgeExpression(vector);

    private static string? JudgeExpression(JsonElement vector)
    {
        string expression = vector.GetProperty("expr").GetString()!;
        JsonObject variables = vector.TryGetProperty("vars", out JsonElement vars) ? JsonObject.Create(vars.Clone())! : [];
        string mode = vector.GetProperty("mode").GetString()!;
        CelCompilation compilation = mode switch
        {
            "parse" => CelEnvironment.Flux.Compile(expression, CelMode.Parse),
            "compile" => CelEnvironment.Flux.Compile(expression, CelMode.Check, [.. variables.Select(variable => variable.Key)]),
            _ => CelEnvironment.Flux.Compile(expression, CelMode.CheckBool, "self", "dep"),
        };
        if (Text(vector, "compileError") is { } wanted || !compilation.IsValid)
        {
            return Differ("compileError", Text(vector, "compileError"), compilation.Error);
        }

        if (Text(vector, "checkedType") is { } type && Differ("checkedType", type, compilation.Program.OutputType) is { } otherType)
        {
            return otherType;
        }

        CelResult result = compilation.Program.Evaluate(CelVariables.FieldsOf(variables));
        result.AsBool(out string? error);
        string? reason = result.Reason is null ? null : mode == "readyExpr" ? error : result.Reason;
        if (Text(vector, "runtimeError") is not null || reason is not null)
        {
            return Differ("runtimeError", Text(vector, "runtimeError"), reason);
        }

        return Differ("booleanError", Text(vector, "booleanError"), error)
            ?? (CelVectorValues.Equal(vector.GetProperty("value"), result.Value) ? null : $"value: want {vector.GetProperty("value").GetRawText()}, got {result.Value.Kind} {result.Value}");
    }

    private static string? JudgeHealthCheck(JsonElement vector)
    {
        HealthCheckCompilation compilation = CelHealthCheck.Compile(
            CelEnvironment.Flux, Text(vector, "current") ?? "", Text(vector, "inProgress"), Text(vector, "failed"));
        if (Text(vector, "compileError") is not null || compilation.Error is not null)
        {
            return Differ("compileError", Text(vector, "compileError"), compilation.Error);
        }

        CelHealth health = compilation.Check!.Evaluate(vector.GetProperty("object"), CancellationToken.None, out string? error);
        return Differ("runtimeError", Text(vector, "runtimeError"), error)
            ?? (error is null ? Differ("status", Text(vector, "status"), health.ToString()) : null);
    }

    private static string? Text(JsonElement vector, string name) =>
        !vector.TryGetProperty(name, out JsonElement value) ? null : value.ValueKind == JsonValueKind.String ? value.GetString()
        : System.Text.Encoding.UTF8.GetString(value.GetProperty("b64").GetBytesFromBase64());

    private static string? Differ(string what, string? want, string? got) => want == got ? null : string.Create(CultureInfo.InvariantCulture, $"{what}: want {want}, got {got}");
}
