using System.Text;
using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Values;
using Steersman.Helm.Charts;
using Steersman.Helm.Logging;
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
    /// <param name="chart">The chart, its dependencies processed.</param>
    /// <param name="values">The values of the chart.</param>
    /// <param name="log">Takes what Helm logs of it; may be null.</param>
    /// <param name="cancellation">Ends the check.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <returns>Null where all is well, else one part for each chart that is not content, without the line that Helm's callers put in front.</returns>
    public static string? ValidateAgainstSchema(Chart chart, ValueMap values, Action<LogEntry>? log = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(chart);
        ArgumentNullException.ThrowIfNull(values);
        StringBuilder errors = new();
        Validate(chart, values, errors, log, cancellation);
        return errors.Length == 0 ? null : errors.ToString();
    }

    /// <summary>Checks values against one schema; null where all is well.</summary>
    /// <param name="values">The values.</param>
    /// <param name="schema">The text of a values.schema.json.</param>
    /// <param name="log">Takes what Helm logs of it; may be null.</param>
    /// <param name="cancellation">Ends the check.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static string? ValidateAgainstSingleSchema(ValueMap values, ReadOnlyMemory<byte> schema, Action<LogEntry>? log = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        try
        {
            return Validate(ValueDatum.From(values), schema, log, cancellation);
        }
        catch (InsufficientExecutionStackException)
        {
            return TooDeep;
        }
    }

    /// <summary>Checks any value against a schema, as <see cref="ValidateAgainstSingleSchema"/>.</summary>
    internal static string? Validate(Datum value, ReadOnlyMemory<byte> schema, Action<LogEntry>? log = null, CancellationToken cancellation = default)
    {
        try
        {
            string? error = new SchemaValidator(cancellation: cancellation).Validate(CompiledSchemas.Get(schema, log), value);
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

    private static void Validate(Chart chart, ValueMap values, StringBuilder errors, Action<LogEntry>? log, CancellationToken cancellation)
    {
        if (chart.Schema is { } schema)
        {
            log?.Invoke(new LogEntry(LogLevel.Debug, "chart name", ("chart-name", chart.Name)));
            if (ValidateAgainstSingleSchema(values, schema, log, cancellation) is { } error)
            {
                errors.Append(chart.Name).Append(":\n").Append(error);
            }
        }

        log?.Invoke(new LogEntry(LogLevel.Debug, "number of dependencies in the chart", ("chart", chart.Name), ("dependencies", chart.Dependencies.Count.ToString())));

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

            Validate(dependency, inner, errors, log, cancellation);
        }
    }
}
