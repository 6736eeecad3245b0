using System.Text.Json;
using Steersman.Cel.Values;

namespace Steersman.Cel;

/// <summary>The expressions that say how an object of one kind is (fluxcd/pkg <c>runtime/cel/status_evaluator.go</c>). Immutable and safe for many threads.</summary>
public sealed class CelHealthCheck
{
    private readonly (CelProgram Program, CelHealth Health)[] _programs;

    private CelHealthCheck((CelProgram Program, CelHealth Health)[] programs) => _programs = programs;

    /// <summary>Makes a check of its expressions; they are parsed and not checked, since the fields of an object are its variables.</summary>
    /// <param name="environment">The functions of the expressions.</param>
    /// <param name="current">When the object is ready; must be there.</param>
    /// <param name="inProgress">When it is on its way; null or empty for never.</param>
    /// <param name="failed">When it has failed; null or empty for never.</param>
    public static HealthCheckCompilation Compile(CelEnvironment environment, string? current, string? inProgress, string? failed)
    {
        ArgumentNullException.ThrowIfNull(environment);
        if (string.IsNullOrEmpty(current))
        {
            return new HealthCheckCompilation(null, "current", "expression Current not specified");
        }

        // The order of compilation is Flux's, and that of evaluation another: in progress, failed, current.
        (string Field, string Title, string? Text, CelHealth Health)[] expressions =
            [("current", "Current", current, CelHealth.Current), ("failed", "Failed", failed, CelHealth.Failed), ("inProgress", "InProgress", inProgress, CelHealth.InProgress)];
        List<(CelProgram Program, CelHealth Health)> programs = [];
        foreach ((string field, string title, string? text, CelHealth health) in expressions)
        {
            if (string.IsNullOrEmpty(text))
            {
                continue;
            }

            CelCompilation compilation = environment.Compile(text, CelMode.Parse);
            if (!compilation.IsValid)
            {
                return new HealthCheckCompilation(null, field, $"failed to parse the expression {title}: {compilation.Error}");
            }

            programs.Add((compilation.Program, health));
        }

        programs.Reverse();
        return new HealthCheckCompilation(new CelHealthCheck([.. programs]), null, null);
    }

    /// <summary>How an object is: on its way while its controller has not seen its newest generation, else by the first expression that is true, else on its way.</summary>
    /// <param name="content">The object.</param>
    /// <param name="cancellation">Stops the evaluation.</param>
    /// <param name="error">Why nobody can tell, in Flux's words; null where the health is known.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public CelHealth Evaluate(JsonElement content, CancellationToken cancellation, out string? error)
    {
        error = null;
        if (Generation(content, "status", "observedGeneration") is { } observed && Generation(content, "metadata", "generation") is { } generation && observed != generation)
        {
            return CelHealth.InProgress;
        }

        ICelVariables variables = CelVariables.FieldsOf(content);
        foreach ((CelProgram program, CelHealth health) in _programs)
        {
            bool isSo = program.Evaluate(variables, cancellation: cancellation).AsBool(out error);
            if (error is not null)
            {
                return CelHealth.Unknown;
            }

            if (isSo)
            {
                return health;
            }
        }

        return CelHealth.InProgress;
    }

    private static long? Generation(JsonElement content, string parent, string field) =>
        content.TryGetProperty(parent, out JsonElement fields) && fields.ValueKind == JsonValueKind.Object && fields.TryGetProperty(field, out JsonElement value)
        && CelValue.From(value) is { Kind: CelKind.Int } number ? number.AsInt : null;
}
