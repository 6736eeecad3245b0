using System.Diagnostics.CodeAnalysis;

namespace Steersman.Semver;

/// <summary>A semantic version as Masterminds/semver 3.5 has it; immutable.</summary>
public sealed class SemVersion
{
    internal SemVersion(ulong major, ulong minor, ulong patch, string prerelease, string metadata, string? original = null)
    {
        Major = major;
        Minor = minor;
        Patch = patch;
        Prerelease = prerelease;
        Metadata = metadata;
        Original = original ?? ToString();
    }

    /// <summary>Go's zero <c>Version</c>: 0.0.0, made of no text.</summary>
    public static SemVersion Zero { get; } = new(0, 0, 0, "", "", "");

    public ulong Major { get; }

    public ulong Minor { get; }

    public ulong Patch { get; }

    /// <summary>The text between <c>-</c> and <c>+</c>; empty where there is none.</summary>
    public string Prerelease { get; }

    /// <summary>The text behind <c>+</c>; empty where there is none. Takes no part in comparisons.</summary>
    public string Metadata { get; }

    /// <summary>The text that was parsed.</summary>
    public string Original { get; }

    /// <summary>Lowest first, by <see cref="Compare"/>; versions that differ only in metadata are equal.</summary>
    public static IComparer<SemVersion> Precedence { get; } = Comparer<SemVersion>.Create((left, right) => left?.Compare(right) ?? (right is null ? 0 : -1));

    /// <summary>Parses loosely: a leading <c>v</c>, missing parts and leading zeros are accepted (<c>semver.NewVersion</c>).</summary>
    /// <exception cref="SemVersionException">The text is no version.</exception>
    public static SemVersion NewVersion(string text) => TryNewVersion(text, out SemVersion? version, out string? error) ? version : throw new SemVersionException(error);

    /// <summary>Parses loosely, as <see cref="NewVersion"/>; the error is the one of Masterminds/semver.</summary>
    public static bool TryNewVersion(string text, [NotNullWhen(true)] out SemVersion? version, [NotNullWhen(false)] out string? error)
    {
        ArgumentNullException.ThrowIfNull(text);
        return VersionParser.TryParseLoose(text, out version, out error);
    }

    /// <summary>Parses only what semver.org calls a version (<c>semver.StrictNewVersion</c>).</summary>
    /// <exception cref="SemVersionException">The text is no version.</exception>
    public static SemVersion StrictNewVersion(string text) =>
        TryStrictNewVersion(text, out SemVersion? version, out string? error) ? version : throw new SemVersionException(error);

    /// <summary>Parses strictly, as <see cref="StrictNewVersion"/>; the error is the one of Masterminds/semver.</summary>
    public static bool TryStrictNewVersion(string text, [NotNullWhen(true)] out SemVersion? version, [NotNullWhen(false)] out string? error)
    {
        ArgumentNullException.ThrowIfNull(text);
        return VersionParser.TryParseStrict(text, out version, out error);
    }

    /// <summary>-1, 0 or 1. A prerelease is lower than its release; metadata is ignored. Null is lower than any version.</summary>
    public int Compare(SemVersion? other)
    {
        if (other is null)
        {
            return 1;
        }

        int order = Major.CompareTo(other.Major);
        order = order != 0 ? order : Minor.CompareTo(other.Minor);
        order = order != 0 ? order : Patch.CompareTo(other.Patch);
        if (order != 0)
        {
            return order;
        }

        return (Prerelease.Length, other.Prerelease.Length) switch
        {
            (0, 0) => 0,
            (0, _) => 1,
            (_, 0) => -1,
            _ => PrereleaseOrder.Compare(Prerelease, other.Prerelease),
        };
    }

    /// <summary>Go's <c>Equal</c>: versions that differ only in metadata are equal. Object equality stays that of references.</summary>
    public bool Equal(SemVersion? other) => other is not null && Compare(other) == 0;

    public bool LessThan(SemVersion other) => Compare(other) < 0;

    public bool GreaterThan(SemVersion other) => Compare(other) > 0;

    /// <summary>The next patch version; of a prerelease it is the release itself.</summary>
    /// <exception cref="OverflowException">The part is the largest there is.</exception>
    public SemVersion IncPatch() => Next(Major, Minor, Prerelease.Length > 0 ? Patch : checked(Patch + 1));

    /// <summary>The next minor version.</summary>
    /// <exception cref="OverflowException">The part is the largest there is.</exception>
    public SemVersion IncMinor() => Next(Major, checked(Minor + 1), 0);

    /// <summary>The next major version.</summary>
    /// <exception cref="OverflowException">The part is the largest there is.</exception>
    public SemVersion IncMajor() => Next(checked(Major + 1), 0, 0);

    /// <summary>The normal form: three numbers, no leading <c>v</c>.</summary>
    public override string ToString() =>
        $"{Major}.{Minor}.{Patch}{(Prerelease.Length > 0 ? "-" : "")}{Prerelease}{(Metadata.Length > 0 ? "+" : "")}{Metadata}";

    private SemVersion Next(ulong major, ulong minor, ulong patch) =>
        new(major, minor, patch, "", "", $"{(Original.StartsWith('v') ? "v" : "")}{major}.{minor}.{patch}");
}
