using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Steersman.Semver;

/// <summary>The two parsers of versions, with the checks in Masterminds' order: the first that fails names the error.</summary>
internal static class VersionParser
{
    private const int MaxVersionLength = 256;
    private const string Invalid = "invalid semantic version";
    private const string Empty = "version string empty";
    private const string InvalidCharacters = "invalid characters in version";
    private const string StartsWithZero = "version segment starts with 0";
    private const string InvalidMetadata = "invalid metadata string";
    private const string InvalidPrerelease = "invalid prerelease string";

    public static bool TryParseLoose(string text, [NotNullWhen(true)] out SemVersion? version, [NotNullWhen(false)] out string? error)
    {
        version = null;
        if (VersionText.IsLongerThan(MaxVersionLength, text))
        {
            error = $"version string is too long (max {MaxVersionLength} bytes)";
            return false;
        }

        VersionText parts = VersionText.Read(text, 0, wildcards: false);
        if (parts.End != text.Length)
        {
            error = Invalid;
            return false;
        }

        ulong major = 0, minor = 0, patch = 0;
        error = ParseNumber(parts.Major, out major) ?? ParseNumber(parts.Minor, out minor) ?? ParseNumber(parts.Patch, out patch);
        if (error is not null)
        {
            error = "error parsing version segment: " + error;
            return false;
        }

        error = parts.Prerelease.IsEmpty ? null : CheckIdentifiers(parts.Prerelease, isPrerelease: true);
        if (error is not null)
        {
            return false;
        }

        version = new SemVersion(major, minor, patch, parts.Prerelease.ToString(), parts.Metadata.ToString(), text);
        return true;
    }

    public static bool TryParseStrict(string text, [NotNullWhen(true)] out SemVersion? version, [NotNullWhen(false)] out string? error)
    {
        version = null;
        ReadOnlySpan<char> rest = text;
        int first = rest.IndexOf('.');
        int second = first < 0 ? -1 : rest[(first + 1)..].IndexOf('.');
        if (text.Length == 0 || second < 0)
        {
            error = text.Length == 0 ? Empty : Invalid;
            return false;
        }

        ReadOnlySpan<char> majorText = rest[..first];
        ReadOnlySpan<char> minorText = rest.Slice(first + 1, second);
        ReadOnlySpan<char> patchText = rest[(first + second + 2)..];
        bool hasMetadata = TrySplit(ref patchText, '+', out ReadOnlySpan<char> metadata);
        bool hasPrerelease = TrySplit(ref patchText, '-', out ReadOnlySpan<char> prerelease);
        ulong major = 0, minor = 0, patch = 0;
        error = (hasMetadata ? CheckIdentifiers(metadata, isPrerelease: false) : null)
            ?? (hasPrerelease ? CheckIdentifiers(prerelease, isPrerelease: true) : null)
            ?? CheckNumber(majorText) ?? CheckNumber(minorText) ?? CheckNumber(patchText)
            ?? ParseStrictNumber(majorText, out major) ?? ParseStrictNumber(minorText, out minor) ?? ParseStrictNumber(patchText, out patch);
        if (error is not null)
        {
            return false;
        }

        version = new SemVersion(major, minor, patch, prerelease.ToString(), metadata.ToString(), text);
        return true;
    }

    private static bool TrySplit(scoped ref ReadOnlySpan<char> text, char mark, out ReadOnlySpan<char> behind)
    {
        int at = text.IndexOf(mark);
        if (at < 0)
        {
            behind = [];
            return false;
        }

        behind = text[(at + 1)..];
        text = text[..at];
        return true;
    }

    private static string? CheckNumber(ReadOnlySpan<char> part)
    {
        if (part.ContainsAnyExceptInRange('0', '9'))
        {
            return InvalidCharacters;
        }

        return part.Length > 1 && part[0] == '0' ? StartsWithZero : null;
    }

    private static string? ParseNumber(ReadOnlySpan<char> part, out ulong number)
    {
        number = 0;
        return part.IsEmpty ? null : ParseStrictNumber(part, out number);
    }

    private static string? ParseStrictNumber(ReadOnlySpan<char> part, out ulong number)
    {
        if (ulong.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out number))
        {
            return null;
        }

        return $"strconv.ParseUint: parsing \"{part}\": {(part.IsEmpty ? "invalid syntax" : "value out of range")}";
    }

    private static string? CheckIdentifiers(ReadOnlySpan<char> text, bool isPrerelease)
    {
        foreach (Range range in text.Split('.'))
        {
            ReadOnlySpan<char> part = text[range];
            if (isPrerelease && !part.IsEmpty && !part.ContainsAnyExceptInRange('0', '9'))
            {
                if (part.Length > 1 && part[0] == '0')
                {
                    return StartsWithZero;
                }

                continue;
            }

            if (part.IsEmpty || HasOtherThanIdentifier(part))
            {
                return isPrerelease ? InvalidPrerelease : InvalidMetadata;
            }
        }

        return null;
    }

    private static bool HasOtherThanIdentifier(ReadOnlySpan<char> part)
    {
        foreach (char c in part)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '-')
            {
                return true;
            }
        }

        return false;
    }
}
