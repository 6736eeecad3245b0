using System.Text.Json;

namespace Steersman.Helm.Registry;

/// <summary>Lists of tags, page by page.</summary>
internal static class OciTags
{
    public static IEnumerable<string> Of(Fetched page)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(page.Content);
            return document.RootElement.TryGetProperty("tags", out JsonElement list) && list.ValueKind == JsonValueKind.Array
                ? [.. list.EnumerateArray().Select(tag => tag.GetString() ?? "")]
                : [];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new HelmException($"GET \"{RegistryHttp.Shown(page.Url)}\": {exception.Message}", exception);
        }
    }

    /// <summary>The path of the page after one; null behind the last. Only the query of the next page is taken: it is of the same list.</summary>
    public static string? Next(Fetched page)
    {
        if (!page.Headers.TryGetValues("Link", out IEnumerable<string>? links))
        {
            return null;
        }

        foreach (string link in links.SelectMany(header => header.Split(',')))
        {
            int start = link.IndexOf('<', StringComparison.Ordinal);
            int end = link.IndexOf('>', StringComparison.Ordinal);
            if (start >= 0 && end > start && link[end..].Contains("next", StringComparison.OrdinalIgnoreCase) && Uri.TryCreate(page.Url, link[(start + 1)..end], out Uri? next))
            {
                return "tags/list" + next.Query;
            }
        }

        return null;
    }
}
