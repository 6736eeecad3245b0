using System.Globalization;
using Steersman.Helm.Schema.Compilation;
using Steersman.Helm.Schema.Json;

namespace Steersman.Helm.Schema.Validation;

/// <summary>Applies schemas to values, in the order of the schema library, members by name. For one validation.</summary>
/// <param name="resources">Where a schema is checked against its metaschema: its resources, which have dialects of their own.</param>
/// <param name="maxSteps">How often schemas may be applied to values in all.</param>
/// <param name="maxErrors">How many errors may come together, those behind others among them.</param>
/// <param name="cancellation">Ends it between two steps.</param>
internal sealed class SchemaValidator(
    IReadOnlyDictionary<string, SchemaResource>? resources = null,
    int maxSteps = SchemaValidator.MaxSteps,
    int maxErrors = SchemaValidator.MaxErrors,
    CancellationToken cancellation = default)
{
    /// <summary>Some seconds of work; the largest charts there are take a hundredth of it.</summary>
    private const int MaxSteps = 10_000_000;

    /// <summary>Some hundred MiB of errors and their places.</summary>
    private const int MaxErrors = 200_000;

    /// <summary>What fits into a step: members looked at, or instructions of an expression tried on a character.</summary>
    private const int WorkOfStep = 16;

    private long _steps;
    private int _errors;

    /// <summary>Where the value is checked as a schema: the resources in it.</summary>
    public IReadOnlyDictionary<string, SchemaResource>? Resources { get; } = resources;

    /// <summary>What is wrong with a value; null where nothing is.</summary>
    /// <exception cref="SchemaException">It takes far too long to say.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public string? Validate(SchemaNode schema, Datum value)
    {
        SchemaNode? metaschema = Resources is null ? null : schema;
        SchemaApplication application = new(this, schema, value, [], new SchemaScope(schema, "", 0, null), Unevaluated.Of(value, schema, callerAsks: false), metaschema);
        if (application.Apply() is not { } error)
        {
            return null;
        }

        List<SchemaError> causes = error.Kind == SchemaErrorKind.Group ? error.Causes : [error];
        return new SchemaError(SchemaErrorKind.Schema, [], () => $"jsonschema validation failed with {SchemaText.Quote(schema.Location)}", causes).ToString();
    }

    /// <summary>Counts one application of a schema: hostile schemas can ask for more than anyone waits for.</summary>
    /// <param name="path">Where the value is.</param>
    /// <param name="work">What the application looks at besides.</param>
    public void CountStep(List<string> path, long work = 0)
    {
        cancellation.ThrowIfCancellationRequested();
        if ((_steps += 1 + (work / WorkOfStep)) > maxSteps)
        {
            throw TooMuch(path, maxSteps, "steps");
        }
    }

    /// <summary>Counts an error that is kept.</summary>
    public void CountError(List<string> path)
    {
        if (++_errors > maxErrors)
        {
            throw TooMuch(path, maxErrors, "errors");
        }
    }

    private static SchemaException TooMuch(List<string> path, int limit, string what) =>
        new($"unable to validate schema: at {SchemaText.Quote(SchemaText.Pointer([.. path]))}: more than {limit.ToString(CultureInfo.InvariantCulture)} {what}");
}
