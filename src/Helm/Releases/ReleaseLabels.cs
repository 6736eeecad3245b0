namespace Steersman.Helm.Releases;

/// <summary>The labels of stored records: the system's own, by which Helm finds them, and the user's.</summary>
public static class ReleaseLabels
{
    public const string Name = "name";
    public const string Owner = "owner";
    public const string Status = "status";
    public const string Version = "version";
    public const string CreatedAt = "createdAt";
    public const string ModifiedAt = "modifiedAt";

    /// <summary>The value of <see cref="Owner"/> on every record.</summary>
    public const string HelmOwner = "helm";

    /// <summary>The names that users must not take.</summary>
    public static IReadOnlyList<string> SystemLabels { get; } = [Name, Owner, Status, Version, CreatedAt, ModifiedAt];

    /// <summary>The error for a user who takes one.</summary>
    public static string SystemLabelsError { get; } = $"user supplied labels contains system reserved label name. System labels: [{string.Join(' ', SystemLabels)}]";

    /// <summary>True where a user's labels take a name of the system's.</summary>
    public static bool ContainsSystemLabels(IReadOnlyDictionary<string, string>? labels) => labels is not null && labels.Keys.Any(SystemLabels.Contains);

    /// <summary>The labels without the system's own.</summary>
    public static IReadOnlyDictionary<string, string> FilterSystemLabels(IReadOnlyDictionary<string, string>? labels) =>
        (labels ?? new Dictionary<string, string>()).Where(label => !SystemLabels.Contains(label.Key)).ToDictionary(StringComparer.Ordinal);
}
