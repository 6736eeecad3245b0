using System.Text.Json;
using Steersman.Vectors;

namespace Steersman.Semver.Tests;

[Category("Vectors")]
internal sealed class SemverVectorTests
{
    [Test]
    public void Versions_and_constraints_answer_as_Masterminds_semver() => VectorGroup.Run("engine/semver", Judge);

    private static string? Judge(JsonElement vector) => vector.GetProperty("fn").GetString() switch
    {
        "Constraint.Check" => JudgeCheck(vector),
        "Constraint.Validate" => JudgeValidate(vector),
        "NewVersion" => JudgeNewVersion(vector),
        "StrictNewVersion" => JudgeStrict(vector),
        "sort.Stable(Collection)" => JudgeSort(vector),
        "Compare" => JudgeCompare(vector),
        "Inc" => JudgeInc(vector),
        { } other => "unknown function " + other,
        null => "no function",
    };

    private static string? JudgeCheck(JsonElement vector)
    {
        if (!SemConstraint.TryNewConstraint(Text(vector, "constraint"), out SemConstraint? constraint, out string? error))
        {
            return Differ(TextOrNull(vector, "error"), error);
        }

        if (TextOrNull(vector, "error") is { } wanted)
        {
            return $"parsed, want error {wanted}";
        }

        if (vector.GetProperty("includePrerelease").GetBoolean())
        {
            constraint = constraint.IncludingPrereleases();
        }

        foreach (JsonProperty version in vector.GetProperty("out").EnumerateObject())
        {
            if (constraint.Check(SemVersion.NewVersion(version.Name)) != version.Value.GetBoolean())
            {
                return $"{constraint} {version.Name}: want {version.Value}";
            }
        }

        return Differ(Text(vector, "string"), constraint.ToString());
    }

    private static string? JudgeValidate(JsonElement vector)
    {
        SemConstraint constraint = SemConstraint.NewConstraint(Text(vector, "constraint"));
        bool holds = constraint.Validate(SemVersion.NewVersion(Text(vector, "version")), out IReadOnlyList<string> reasons);
        JsonElement wanted = vector.GetProperty("reasons");
        string[] wantedReasons = wanted.ValueKind == JsonValueKind.Null ? [] : [.. wanted.EnumerateArray().Select(reason => reason.GetString()!)];
        return holds == vector.GetProperty("out").GetBoolean()
            ? Differ(string.Join('\n', wantedReasons), string.Join('\n', reasons))
            : $"holds: {holds}";
    }

    private static string? JudgeNewVersion(JsonElement vector)
    {
        if (!SemVersion.TryNewVersion(Text(vector, "in"), out SemVersion? version, out string? error))
        {
            return Differ(TextOrNull(vector, "error"), error);
        }

        if (!vector.TryGetProperty("out", out JsonElement wanted))
        {
            return "parsed";
        }

        return version.Major == wanted.GetProperty("major").GetUInt64()
            && version.Minor == wanted.GetProperty("minor").GetUInt64()
            && version.Patch == wanted.GetProperty("patch").GetUInt64()
            && version.Prerelease == Text(wanted, "prerelease")
            && version.Metadata == Text(wanted, "metadata")
            && version.Original == Text(wanted, "original")
            ? Differ(Text(wanted, "string"), version.ToString())
            : $"{version} of {version.Original}";
    }

    private static string? JudgeStrict(JsonElement vector) => SemVersion.TryStrictNewVersion(Text(vector, "in"), out SemVersion? version, out string? error)
        ? Differ(TextOrNull(vector, "out"), version.ToString())
        : Differ(TextOrNull(vector, "error"), error);

    private static string? JudgeSort(JsonElement vector)
    {
        IEnumerable<string> sorted = vector.GetProperty("in").EnumerateArray().Select(item => SemVersion.NewVersion(item.GetString()!)).Order(SemVersion.Precedence).Select(version => version.Original);
        return Differ(string.Join('\n', vector.GetProperty("out").EnumerateArray().Select(item => item.GetString())), string.Join('\n', sorted));
    }

    private static string? JudgeCompare(JsonElement vector)
    {
        SemVersion a = SemVersion.NewVersion(Text(vector, "a"));
        SemVersion b = SemVersion.NewVersion(Text(vector, "b"));
        return a.Compare(b) == vector.GetProperty("out").GetInt32() && a.Equal(b) == vector.GetProperty("equal").GetBoolean() ? null : $"{a.Compare(b)}";
    }

    private static string? JudgeInc(JsonElement vector)
    {
        SemVersion version = SemVersion.NewVersion(Text(vector, "in"));
        JsonElement wanted = vector.GetProperty("out");
        return Differ(Text(wanted, "major"), version.IncMajor().ToString())
            ?? Differ(Text(wanted, "minor"), version.IncMinor().ToString())
            ?? Differ(Text(wanted, "patch"), version.IncPatch().ToString())
            ?? Differ(Text(wanted, "patchOriginal"), version.IncPatch().Original);
    }

    private static string? Differ(string? wanted, string? got) => string.Equals(wanted, got, StringComparison.Ordinal) ? null : $"want {wanted}\n got {got}";

    private static string Text(JsonElement vector, string name) => vector.GetProperty(name).GetString()!;

    private static string? TextOrNull(JsonElement vector, string name) => vector.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;
}
