namespace Steersman.Kubernetes.Client.Resources;

/// <summary>How a server-side apply is done.</summary>
/// <param name="FieldManager">Who owns the fields from now on; the server refuses an empty one.</param>
public sealed record ApplyOptions(string FieldManager)
{
    /// <summary>Takes fields from other managers instead of failing with a conflict.</summary>
    public bool Force { get; init; }

    /// <summary>Everything is checked, nothing is stored.</summary>
    public bool DryRun { get; init; }

    public FieldValidation? FieldValidation { get; init; }

    /// <summary>Applied only where this is still the newest version of the object; else a conflict. Null: whatever is there.</summary>
    public string? ResourceVersion { get; init; }
}
