using System.Buffers;
using Steersman.GoTemplate.Formatting;

namespace Steersman.Helm.Schema.Formats;

/// <summary>Versions as semver.org writes them.</summary>
internal static class SemverFormat
{
    private static readonly SearchValues<char> IdentifierCharacters = SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-");
    private static readonly string[] Parts = ["major", "minor", "patch"];

    public static string? Check(string text)
    {
        (string rest, string? build) = Cut(text, '+');
        if (build is not null && CheckBuild(build) is { } buildError)
        {
            return buildError;
        }

        (string core, string? prerelease) = Cut(rest, '-');
        return (prerelease is null ? null : CheckPrerelease(prerelease)) ?? CheckCore(core);
    }

    private static (string Before, string? Behind) Cut(string text, char mark)
    {
        int at = text.IndexOf(mark, StringComparison.Ordinal);
        return at < 0 ? (text, null) : (text[..at], text[(at + 1)..]);
    }

    private static string? CheckBuild(string build)
    {
        if (build.Length == 0)
        {
            return "build is empty";
        }

        foreach (string identifier in build.Split('.'))
        {
            if ((identifier.Length == 0 ? "build identifier is empty" : CheckCharacters(identifier, "build")) is { } error)
            {
                return error;
            }
        }

        return null;
    }

    private static string? CheckPrerelease(string prerelease)
    {
        foreach (string identifier in prerelease.Split('.'))
        {
            if (identifier.Length == 0)
            {
                return "pre-release identifier is empty";
            }

            if (CheckCharacters(identifier, "pre-release") is { } error)
            {
                return error;
            }

            if (identifier.Length > 1 && identifier[0] == '0' && identifier.All(char.IsAsciiDigit))
            {
                return "pre-release numeric identifier starts with zero";
            }
        }

        return null;
    }

    private static string? CheckCharacters(string identifier, string part)
    {
        int bad = identifier.AsSpan().IndexOfAnyExcept(IdentifierCharacters);
        return bad < 0 ? null : $"invalid character {GoQuote.QuoteRune(IdentifierFormats.RuneAt(identifier, bad))} in {part} identifier";
    }

    private static string? CheckCore(string core)
    {
        string[] numbers = core.Split('.');
        if (numbers.Length != Parts.Length)
        {
            return "versionCore must have 3 numbers separated by dot";
        }

        for (int index = 0; index < numbers.Length; index++)
        {
            string number = numbers[index];
            if (number.Length == 0)
            {
                return $"{Parts[index]} is empty";
            }

            if (number.Length > 1 && number[0] == '0')
            {
                return $"{Parts[index]} starts with zero";
            }

            if (!number.All(char.IsAsciiDigit))
            {
                return $"{Parts[index]} contains non-digit";
            }
        }

        return null;
    }
}
