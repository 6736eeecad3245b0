using System.Text;
using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Values;
using Steersman.Helm.Charts;
using Steersman.Helm.Schema.Compilation;
using Steersman.Helm.Schema.Json;
using Steersman.Helm.Schema.Validation;

namespace Steersman.Helm.Schema;

/// <summary>Checks values against the schemas of charts (Helm's <c>ValidateAgainstSchema</c>). Reads no file and no network, whatever a schema refers to.</summary>
/// <remarks>Drafts 4, 6, 7, 2019-09 and 2020-12, the last where a schema names none; formats are asserted up to draft 7. Texts are Helm's.</remarks>
public static class SchemaValidation
{
    private const string Head = "jsonschema validation failed with 'file:///values.schema.json#'\n";

    private const string TooDeep = "unable to validate schema: it or the values nest too deeply";

    /// <summary>Checks coalesced values against the schemas of a chart and of the charts it depends on.</summary>
    /// <returns>Null where all is well, else one part for each chart that is not content, without the line that Helm's callers put in front.</returns>
    public static string? ValidateAgainstSchema(Chart chart, ValueMap values)
    {
        ArgumentNullException.ThrowIfNull(chart);
        ArgumentNullException.ThrowIfNull(values);
        StringBuilder errors = new();
        Validate(chart, values, errors);
        return errors.Length == 0 ? null : errors.ToString();
    }

    /// <summary>Checks values against one schema; null where all is well.</summary>
    /// <param name="values">The values.</param>
    /// <param name="schema">The text of a values.schema.json.</param>
    public static string? ValidateAgainstSingleSchema(ValueMap values, ReadOnlySpan<byte> schema)
    {
        ArgumentNullException.ThrowIfNull(values);
        try
        {
            return Validate(ValueDatum.From(values), schema);
        }
        catch (InsufficientExecutionStackException)
        {
            return TooDeep;
        }
    }

    /// <summary>Checks any value against a schema, as <see cref="ValidateAgainstSingleSchema"/>.</summary>
    internal static string? Validate(Datum value, ReadOnlySpan<byte> schema)
    {
        try
        {
            string? error = new SchemaValidator().Validate(CompiledSchemas.Get(schema), value);
            if (error is null)
            {
                return null;
            }

            return (error.StartsWith(Head, StringComparison.Ordinal) ? error[Head.Length..] : error) + "\n";
        }
        catch (SchemaException exception)
        {
            return exception.Message;
        }
        catch (InsufficientExecutionStackException)
        {
            return TooDeep;
        }
    }

    private static void Validate(Chart chart, ValueMap values, StringBuilder errors)
    {
        if (chart.Schema is { } schema && ValidateAgainstSingleSchema(values, schema.Span) is { } error)
        {
            errors.Append(chart.Name).Append(":\n").Append(error);
        }

        foreach (Chart dependency in chart.Dependencies)
        {
            if (!values.TryGetValue(dependency.Name, out Value raw) || raw.IsNil)
            {
                continue;
            }

            if (!raw.TryGetMap(out ValueMap? inner))
            {
                errors.Append(dependency.Name).Append(":\ninvalid type for values: expected object (map), got ").Append(GoFormat.TypeName(raw)).Append('\n');
                continue;
            }

            Validate(dependency, inner, errors);
        }
    }
}
