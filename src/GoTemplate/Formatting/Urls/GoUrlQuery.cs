using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Formatting.Urls;

/// <summary>Go's <c>url.Values</c>: the parameters of a query, each with all its values in order.</summary>
public sealed class GoUrlQuery
{
    private readonly SortedDictionary<string, List<string>> _values = new(Comparer<string>.Create(GoString.Compare));

    /// <summary>Parameters sorted by name.</summary>
    public IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> Parameters =>
        _values.Select(static pair => KeyValuePair.Create<string, IReadOnlyList<string>>(pair.Key, pair.Value));

    /// <summary>Go's <c>ParseQuery</c>: what is well-formed counts, the first error is told.</summary>
    /// <returns>Null, or the text of Go's error.</returns>
    public static string? Parse(string text, out GoUrlQuery query)
    {
        query = new GoUrlQuery();
        string? error = null;
        foreach (string pair in text.Split('&'))
        {
            if (pair.Contains(';'))
            {
                error = "invalid semicolon separator in query";
                continue;
            }

            if (pair.Length == 0)
            {
                continue;
            }

            string[] parts = pair.Split('=', 2);
            if (!GoUrlEscape.TryUnescape(parts[0], UrlPart.QueryComponent, out string? key, out string? problem)
                || !GoUrlEscape.TryUnescape(parts.Length > 1 ? parts[1] : "", UrlPart.QueryComponent, out string? value, out problem))
            {
                error ??= problem;
                continue;
            }

            query.Add(key, value);
        }

        return error;
    }

    public void Add(string key, string value)
    {
        if (!_values.TryGetValue(key, out List<string>? values))
        {
            _values[key] = values = [];
        }

        values.Add(value);
    }

    /// <summary>Go's <c>Encode</c>: sorted by key.</summary>
    public string Encode() =>
        string.Join('&', _values.SelectMany(static pair => pair.Value.Select(value => $"{GoUrlEscape.Escape(pair.Key, UrlPart.QueryComponent)}={GoUrlEscape.Escape(value, UrlPart.QueryComponent)}")));
}
