using System.Text.Json;
using Steersman.GoTemplate.Formatting.Urls;

namespace Steersman.GoTemplate.Tests.Formatting;

internal static class UrlSets
{
    public static string? Url(JsonElement vector)
    {
        Answers answers = new(vector);
        if (!GoUrl.TryParse(answers.Text("text"), out GoUrl? url, out string? error) || answers.Has("error"))
        {
            return answers.Expect("error", error).Wrong;
        }

        answers
            .Expect("scheme", url.Scheme)
            .Expect("opaque", url.Opaque)
            .Expect("host", url.Host)
            .Expect("hostname", url.Hostname)
            .Expect("port", url.Port)
            .Expect("path", url.Path)
            .Expect("rawPath", url.RawPath)
            .Expect("escapedPath", url.EscapedPath)
            .Expect("rawQuery", url.RawQuery)
            .Expect("forceQuery", url.ForceQuery)
            .Expect("fragment", url.Fragment)
            .Expect("rawFragment", url.RawFragment)
            .Expect("isAbs", url.IsAbs)
            .Expect("string", url.ToString())
            .Expect("redacted", url.Redacted)
            .Expect("requestURI", url.RequestUri);
        return answers.Wrong ?? User(vector, url) ?? Query(vector, url);
    }

    public static string? Request(JsonElement vector)
    {
        Answers answers = new(vector);
        _ = GoUrl.TryParseRequestUri(answers.Text("text"), out GoUrl? url, out string? error);
        return answers.Expect("error", error).Expect("string", url?.ToString()).Wrong;
    }

    public static string? Resolve(JsonElement vector)
    {
        Answers answers = new(vector);
        _ = GoUrl.TryParse(answers.Text("base"), out GoUrl? url, out _);
        _ = GoUrl.TryParse(answers.Text("ref"), out GoUrl? reference, out string? error);
        return answers.Expect("error", error).Expect("string", reference is null ? null : url?.ResolveReference(reference).ToString()).Wrong;
    }

    public static string? Escape(JsonElement vector)
    {
        Answers answers = new(vector);
        string text = answers.Text("text");
        _ = GoUrlEscape.TryUnescape(text, UrlPart.PathSegment, out string? path, out string? pathError);
        _ = GoUrlEscape.TryUnescape(text, UrlPart.QueryComponent, out string? query, out string? queryError);
        return answers
            .Expect("path", GoUrlEscape.Escape(text, UrlPart.PathSegment))
            .Expect("query", GoUrlEscape.Escape(text, UrlPart.QueryComponent))
            .Expect("pathUnescape", path)
            .Expect("pathUnescapeError", pathError)
            .Expect("queryUnescape", query)
            .Expect("queryUnescapeError", queryError)
            .Wrong;
    }

    public static string? Join(JsonElement vector)
    {
        Answers answers = new(vector);
        _ = GoUrl.TryParse(answers.Text("base"), out GoUrl? url, out string? error);
        return answers.Expect("error", error).Expect("string", url?.JoinPath([.. vector.GetProperty("elems").EnumerateArray().Select(Answers.Text)]).ToString()).Wrong;
    }

    private static string? User(JsonElement vector, GoUrl url)
    {
        if (!vector.TryGetProperty("user", out JsonElement user))
        {
            return url.User is null ? null : "a user where there is none";
        }

        return new Answers(user)
            .Expect("name", url.User?.Username)
            .Expect("password", url.User?.Password ?? "")
            .Expect("hasPassword", url.User?.Password is not null)
            .Expect("string", url.User?.Escaped)
            .Wrong;
    }

    private static string? Query(JsonElement vector, GoUrl url)
    {
        Answers answers = new(vector);
        string? error = GoUrlQuery.Parse(url.RawQuery, out GoUrlQuery query);
        answers.Expect("queryError", error);
        return answers.Has("query") ? answers.Expect("queryEncoded", query.Encode()).Wrong : answers.Wrong;
    }
}
