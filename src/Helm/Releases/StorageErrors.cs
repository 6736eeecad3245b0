using System.Text;
using Steersman.GoTemplate.Formatting;

namespace Steersman.Helm.Releases;

/// <summary>What Helm's storage says where something is wrong.</summary>
public static class StorageErrors
{
    public const string ReleaseNotFound = "release: not found";
    public const string ReleaseExists = "release: already exists";

    private const int LongestLabelValue = 63;

    /// <summary>No revision of the release is deployed.</summary>
    public static string NoDeployedReleases(string release) => $"{GoQuote.Quote(release)} has no deployed releases";

    /// <summary>The API server refused the creation of a record.</summary>
    public static string Create(string reason) => $"create: failed to create: {reason}";

    /// <summary>The API server refused the update of a record.</summary>
    public static string Update(string reason) => $"update: failed to update: {reason}";

    /// <summary>What is wrong with a name as the value of a label in a query; null where nothing is.</summary>
    public static string? InvalidLabelValue(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        List<string> reasons = [];
        if (Encoding.UTF8.GetByteCount(value) > LongestLabelValue)
        {
            reasons.Add($"must be no more than {LongestLabelValue} bytes");
        }

        if (!IsLabelValue(value))
        {
            reasons.Add("a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character "
                + "(e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')");
        }

        return reasons.Count == 0 ? null : $"invalid label value: {GoQuote.Quote(value)}: {string.Join("; ", reasons)}";
    }

    private static bool IsLabelValue(string value) => value.Length == 0
        || (char.IsAsciiLetterOrDigit(value[0]) && char.IsAsciiLetterOrDigit(value[^1]) && value.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.'));
}
