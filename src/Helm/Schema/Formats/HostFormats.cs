using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Formatting.Urls;
using Steersman.GoTemplate.Values;

namespace Steersman.Helm.Schema.Formats;

/// <summary>Addresses, host names and e-mail addresses.</summary>
internal static class HostFormats
{
    private const string HostCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-";
    private const string LocalCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.!#$%&'*+-/=?^_`{|}~";

    public static string? CheckIpv4(string text)
    {
        string[] groups = text.Split('.');
        if (groups.Length != 4)
        {
            return "expected four decimals";
        }

        foreach (string group in groups)
        {
            if (group.Length > 1 && group[0] == '0')
            {
                return "leading zeros";
            }

            NumberError error = GoNumber.Atoi(group, out long value);
            if (error != NumberError.None)
            {
                return GoNumber.ErrorText("Atoi", group, error);
            }

            if (value is < 0 or > 255)
            {
                return "decimal must be between 0 and 255";
            }
        }

        return null;
    }

    public static string? CheckIpv6(string text)
    {
        if (!text.Contains(':', StringComparison.Ordinal))
        {
            return "missing colon";
        }

        if (GoIpAddress.Check(text, out _) is { } error)
        {
            return error;
        }

        return text.Contains('%', StringComparison.Ordinal) ? "zone id is not a part of ipv6 address" : null;
    }

    public static string? CheckHostname(string text)
    {
        string name = text.EndsWith('.') ? text[..^1] : text;
        if (GoString.ByteLength(name) > 253)
        {
            return "more than 253 characters long";
        }

        foreach (string label in name.Split('.'))
        {
            if (CheckLabel(label) is { } error)
            {
                return error;
            }
        }

        return null;
    }

    public static string? CheckEmail(string text)
    {
        if (GoString.ByteLength(text) > 254)
        {
            // The library's own words.
            return "more than 255 characters long";
        }

        int at = text.LastIndexOf('@');
        if (at < 0)
        {
            return "missing @";
        }

        return CheckLocalPart(text[..at]) ?? CheckDomain(text[(at + 1)..]);
    }

    private static string? CheckLabel(string label)
    {
        if (GoString.ByteLength(label) is < 1 or > 63)
        {
            return "label must be 1 to 63 characters long";
        }

        if (label[0] == '-')
        {
            return "label starts with hyphen";
        }

        if (label[^1] == '-')
        {
            return "label ends with hyphen";
        }

        return CheckCharacters(label, HostCharacters);
    }

    private static string? CheckLocalPart(string local)
    {
        if (GoString.ByteLength(local) > 64)
        {
            return "local part more than 64 characters long";
        }

        if (local.Length > 1 && local[0] == '"' && local[^1] == '"')
        {
            return local[1..^1].AsSpan().ContainsAny('\\', '"') ? "backslash and quote are not allowed within quoted local part" : null;
        }

        if (local.StartsWith('.'))
        {
            return "starts with dot";
        }

        if (local.EndsWith('.'))
        {
            return "ends with dot";
        }

        return local.Contains("..", StringComparison.Ordinal) ? "consecutive dots" : CheckCharacters(local, LocalCharacters);
    }

    private static string? CheckDomain(string domain)
    {
        if (domain.StartsWith('[') && domain.EndsWith(']'))
        {
            string address = domain[1..^1];
            return address.StartsWith("IPv6:", StringComparison.Ordinal)
                ? DurationFormat.Prefixed("invalid ipv6 address: ", CheckIpv6(address[5..]))
                : DurationFormat.Prefixed("invalid ipv4 address: ", CheckIpv4(address));
        }

        return DurationFormat.Prefixed("invalid domain: ", CheckHostname(domain));
    }

    private static string? CheckCharacters(string text, string allowed)
    {
        int bad = text.AsSpan().IndexOfAnyExcept(allowed);
        return bad < 0 ? null : $"invalid character {GoQuote.QuoteRune(IdentifierFormats.RuneAt(text, bad))}";
    }
}
