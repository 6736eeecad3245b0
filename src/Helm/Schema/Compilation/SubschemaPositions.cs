using System.Globalization;
using Steersman.Helm.Schema.Json;

namespace Steersman.Helm.Schema.Compilation;

/// <summary>Where a schema holds other schemas, by draft.</summary>
internal static class SubschemaPositions
{
    // A star: the values of an object; brackets: the items of a list; else the value itself.
    private static readonly (int Since, string Keyword, string Form)[] Positions =
    [
        (4, "definitions", "*"), (4, "not", ""), (4, "allOf", "[]"), (4, "anyOf", "[]"), (4, "oneOf", "[]"),
        (4, "properties", "*"), (4, "additionalProperties", ""), (4, "patternProperties", "*"),
        (4, "items", ""), (4, "items", "[]"), (4, "additionalItems", ""), (4, "dependencies", "*"),
        (6, "propertyNames", ""), (6, "contains", ""),
        (7, "if", ""), (7, "then", ""), (7, "else", ""),
        (2019, "$defs", "*"), (2019, "dependentSchemas", "*"), (2019, "unevaluatedProperties", ""), (2019, "unevaluatedItems", ""), (2019, "contentSchema", ""),
        (2020, "prefixItems", "[]"),
    ];

    /// <summary>The schemas directly inside a schema, with their pointers.</summary>
    public static IEnumerable<(string Pointer, Datum Schema)> Of(Datum schema, string pointer, Draft draft)
    {
        SchemaLocation here = new("", pointer);
        foreach ((int since, string keyword, string form) in Positions)
        {
            if (since > draft.Version || schema[keyword] is not { } value)
            {
                continue;
            }

            if (form.Length == 0)
            {
                yield return (here.Append(keyword).Pointer, value);
            }

            string[] tokens = (form, value.Kind) switch
            {
                ("*", DatumKind.Object) => value.Names,
                ("[]", DatumKind.Array) => [.. Enumerable.Range(0, value.Items.Length).Select(index => index.ToString(CultureInfo.InvariantCulture))],
                _ => [],
            };
            for (int index = 0; index < tokens.Length; index++)
            {
                yield return (here.Append(keyword, tokens[index]).Pointer, value.Kind == DatumKind.Object ? value[tokens[index]]! : value.Items[index]);
            }
        }
    }
}
