using System.Text;

namespace Steersman.Helm.Charts;

/// <summary>Names that Helm takes for releases and objects (pkg/chart/v2/util/validate_name.go).</summary>
public static class ReleaseName
{
    /// <summary>Longest name of a release, in bytes.</summary>
    public const int MaxLength = 53;

    private const int MaxMetadataLength = 253;
    private const string Pattern = @"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";

    /// <summary>What is wrong with the name of a release; null where nothing is.</summary>
    public static string? Validate(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length == 0)
        {
            return "no name provided";
        }

        return IsValid(name, MaxLength) ? null : $"invalid release name, must match regex {Pattern} and the length must not be longer than {MaxLength}";
    }

    /// <summary>What is wrong with the name of an object; null where nothing is.</summary>
    public static string? ValidateMetadataName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return IsValid(name, MaxMetadataLength) ? null : $"invalid metadata name, must match regex {Pattern} and the length must not be longer than {MaxMetadataLength}";
    }

    private static bool IsValid(string name, int longest) => Encoding.UTF8.GetByteCount(name) <= longest && name.Split('.').All(IsLabel);

    private static bool IsLabel(string label) => label.Length > 0 && label[0] != '-' && label[^1] != '-'
        && label.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-');
}
