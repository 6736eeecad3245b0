using Steersman.GoTemplate.Formatting;

namespace Steersman.Helm.Charts;

/// <summary>Reads a version of Kubernetes as <c>--kube-version</c> does (Helm's <c>ParseKubeVersion</c>, apimachinery's version.ParseGeneric).</summary>
public static class KubeVersionParser
{
    /// <summary>The version; suffixes such as <c>-gke.100</c> stay in its text and are no part of its normalized form.</summary>
    /// <exception cref="HelmException">The text is none.</exception>
    public static KubeVersion Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        ReadOnlySpan<char> rest = text.AsSpan().TrimStart(" \t\n\f\r");
        if (rest.StartsWith("v"))
        {
            rest = rest[1..];
        }

        List<string> components = [];
        while (TakeDigits(rest, out string digits))
        {
            components.Add(digits);
            rest = rest[digits.Length..];
            if (rest.Length < 2 || rest[0] != '.' || !char.IsAsciiDigit(rest[1]))
            {
                break;
            }

            rest = rest[1..];
        }

        if (components.Count == 0 || rest.Contains('\n'))
        {
            throw new HelmException($"could not parse {GoQuote.Quote(text)} as version");
        }

        if (components.Count < 2)
        {
            throw new HelmException($"illegal version string {GoQuote.Quote(text)}");
        }

        if (components[0].Length > 1 && components[0][0] == '0')
        {
            throw new HelmException($"illegal zero-prefixed version component {GoQuote.Quote(components[0])} in {GoQuote.Quote(text)}");
        }

        string[] numbers = [.. components.Select(component => Number(component, text))];
        return new KubeVersion(text.StartsWith('v') ? text : "v" + text, "v" + string.Join('.', numbers), numbers[0], numbers[1]);
    }

    private static bool TakeDigits(ReadOnlySpan<char> text, out string digits)
    {
        int end = text.IndexOfAnyExceptInRange('0', '9');
        digits = text[..(end < 0 ? text.Length : end)].ToString();
        return digits.Length > 0;
    }

    private static string Number(string component, string text) => ulong.TryParse(component, out ulong number)
        ? number.ToString()
        : throw new HelmException($"illegal non-numeric version component {GoQuote.Quote(component)} in {GoQuote.Quote(text)}: strconv.ParseUint: parsing {GoQuote.Quote(component)}: value out of range");
}
