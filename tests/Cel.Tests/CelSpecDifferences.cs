namespace Steersman.Cel.Tests;

/// <summary>Tests of the specification that cel-go 0.26 as Flux has it does not pass either, and why.</summary>
internal static class CelSpecDifferences
{
    private const string Folding = "constants are computed when the program is made, so that an error in them cannot be made up for";
    private const string Keys = "cel-go allows any key and takes the last of equal ones";
    private const string Backticks = "backtick identifiers are not enabled in Flux";
    private const string WholeNumbers = "cel-go 0.26 shows whole numbers under %f and %e as Go shows a wrong verb";
    private const string Presence = "optional selection from what has no fields gives nothing in Flux";
    private const string Search = "cel-go finds nothing behind the end of a text";

    private static readonly Dictionary<string, string> Reasons = new(StringComparer.Ordinal)
    {
        ["fields/map_fields/map_bad_key_type_or_true"] = Folding,
        ["fields/map_fields/map_bad_key_type_and_false"] = Folding,
        ["fields/quoted_map_fields/field_access_slash"] = Backticks,
        ["fields/quoted_map_fields/field_access_dash"] = Backticks,
        ["fields/quoted_map_fields/field_access_dot"] = Backticks,
        ["fields/quoted_map_fields/has_field_slash"] = Backticks,
        ["fields/quoted_map_fields/has_field_dash"] = Backticks,
        ["fields/quoted_map_fields/has_field_dot"] = Backticks,
        ["fields/qualified_identifier_resolution/map_key_float"] = Keys,
        ["fields/qualified_identifier_resolution/map_value_repeat_key"] = Keys,
        ["fields/qualified_identifier_resolution/map_value_repeat_key_heterogeneous"] = Keys,
        ["optionals/optionals/map_null_entry_no_such_key"] = Presence,
        ["optionals/optionals/map_present_key_invalid_field"] = Presence,
        ["string_ext/format/default precision for fixed-point clause with int"] = WholeNumbers,
        ["string_ext/format/default precision for fixed-point clause with uint"] = WholeNumbers,
        ["string_ext/format/default precision for scientific notation with int"] = WholeNumbers,
        ["string_ext/format/default precision for scientific notation with uint"] = WholeNumbers,
        ["string_ext/value_errors/indexof_out_of_range"] = Search,
        ["string_ext/value_errors/lastindexof_out_of_range"] = Search,
    };

    public static string? Why(string name) => Reasons.GetValueOrDefault(name);
}
