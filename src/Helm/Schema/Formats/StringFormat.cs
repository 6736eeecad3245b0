using System.Collections.Frozen;
using Steersman.Regex;

namespace Steersman.Helm.Schema.Formats;

/// <summary>A <c>format</c> of strings: null for a text that has it, else what is wrong.</summary>
internal sealed record StringFormat(string Name, Func<string, string?> Check)
{
    private static readonly FrozenDictionary<string, StringFormat> Known = new StringFormat[]
    {
        new("regex", CheckRegex),
        new("json-pointer", PointerFormats.CheckPointer),
        new("relative-json-pointer", PointerFormats.CheckRelativePointer),
        new("uuid", IdentifierFormats.CheckUuid),
        new("semver", SemverFormat.Check),
        new("duration", DurationFormat.Check),
        new("period", DurationFormat.CheckPeriod),
        new("date", DateTimeFormats.CheckDate),
        new("time", DateTimeFormats.CheckTime),
        new("date-time", DateTimeFormats.CheckDateTime),
        new("ipv4", HostFormats.CheckIpv4),
        new("ipv6", HostFormats.CheckIpv6),
        new("hostname", HostFormats.CheckHostname),
        new("email", HostFormats.CheckEmail),
        new("uri", UrlFormats.CheckUri),
        new("iri", UrlFormats.CheckUri),
        new("uri-reference", UrlFormats.CheckUriReference),
        new("iri-reference", UrlFormats.CheckUriReference),
        new("uri-template", UrlFormats.CheckUriTemplate),
    }.ToFrozenDictionary(format => format.Name, StringComparer.Ordinal);

    /// <summary>The format of that name; null for one that is not known and so never asserted.</summary>
    public static StringFormat? Find(string name) => Known.GetValueOrDefault(name);

    private static string? CheckRegex(string text)
    {
        try
        {
            GoRegex.Compile(text);
            return null;
        }
        catch (RegexSyntaxException exception)
        {
            return exception.Message;
        }
    }
}
