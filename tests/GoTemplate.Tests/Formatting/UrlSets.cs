using System.Text.Json;
using Steersman.GoTemplate.Formatting.Urls;

namespace Steersman.GoTemplate.Tests.Formatting;

internal static class UrlSets
{
    public static string? Url(JsonElement vector)
    {
        Answers answers = new(vector);
        string? error = GoUrl.Parse(answers.Text("text"), out GoUrl url);
        if (error is not null || answers.Has("error"))
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
            .Expect("redacted", url.Redacted())
            .Expect("requestURI", url.RequestUri);
        return answers.Wrong ?? User(vector, url) ?? Query(vector, url);
    }

    public static string? Request(JsonElement vector)
    {
        Answers answers = new(vector);
        string? error = GoUrl.ParseRequestUri(answers.Text("text"), out GoUrl url);
        return answers.Expect("error", error).Expect("string", error is null ? url.ToString() : null).Wrong;
    }

    public static string? Resolve(JsonElement vector)
    {
        Answers answers = new(vector);
        _ = GoUrl.Parse(answers.Text("base"), out GoUrl url);
        string? error = GoUrl.Parse(answers.Text("ref"), out GoUrl reference);
        return answers.Expect("error", error).Expect("string", error is null ? url.ResolveReference(reference).ToString() : null).Wrong;
    }

    public static string? Escape(JsonElement vector)
    {
        Answers answers = new(vector);
        string text = answers.Text("text");
        string? pathError = GoUrlEscape.Unescape(text, UrlPart.PathSegment, out string path);
        string? queryError = GoUrlEscape.Unescape(text, UrlPart.QueryComponent, out string query);
        return answers
            .Expect("path", GoUrlEscape.PathEscape(text))
            .Expect("query", GoUrlEscape.QueryEscape(text))
            .Expect("pathUnescape", pathError is null ? path : null)
            .Expect("pathUnescapeError", pathError)
            .Expect("queryUnescape", queryError is null ? query : null)
            .Expect("queryUnescapeError", queryError)
            .Wrong;
    }

    public static string? Join(JsonElement vector)
    {
        Answers answers = new(vector);
        string? error = GoUrl.JoinPath(answers.Text("base"), vector.GetProperty("elems").EnumerateArray().Select(Answers.Text), out string joined);
        return answers.Expect("error", error).Expect("string", joined).Wrong;
    }

    private static string? User(JsonElement vector, GoUrl url)
    {
        if (!vector.TryGetProperty("user", out JsonElement user))
        {
            return url.User is null ? null : "a user where there is none";
        }

        return new Answers(user)
            .Expect("name", url.User?.Name)
            .Expect("password", url.User?.Password ?? "")
            .Expect("hasPassword", url.User?.Password is not null)
            .Expect("string", url.User?.ToString())
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
