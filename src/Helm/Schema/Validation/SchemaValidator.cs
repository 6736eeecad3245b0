using System.Globalization;
using Steersman.Helm.Schema.Compilation;
using Steersman.Helm.Schema.Json;

namespace Steersman.Helm.Schema.Validation;

/// <summary>Applies schemas to values, in the order of the schema library, members by name. For one validation.</summary>
/// <param name="resources">Where a schema is checked against its metaschema: its resources, which have dialects of their own.</param>
/// <param name="maxSteps">How often schemas may be applied to values in all.</param>
internal sealed class SchemaValidator(IReadOnlyDictionary<string, SchemaResource>? resources = null, int maxSteps = SchemaValidator.MaxSteps)
{
    /// <summary>Some seconds of work; the largest charts there are take a thousandth of it.</summary>
    private const int MaxSteps = 20_000_000;

    private int _steps;

    /// <summary>Where the value is checked as a schema: the resources in it.</summary>
    public IReadOnlyDictionary<string, SchemaResource>? Resources { get; } = resources;

    /// <summary>What is wrong with a value; null where nothing is.</summary>
    /// <exception cref="SchemaException">It takes far too long to say.</exception>
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
    public void CountStep()
    {
        if (++_steps > maxSteps)
        {
            throw new SchemaException($"unable to validate schema: more than {maxSteps.ToString(CultureInfo.InvariantCulture)} steps");
        }
    }
}
