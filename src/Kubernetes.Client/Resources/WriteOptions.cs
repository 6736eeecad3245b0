namespace Steersman.Kubernetes.Client.Resources;

/// <summary>How a write is done.</summary>
public sealed record WriteOptions
{
    public static WriteOptions Default { get; } = new();

    /// <summary>Who owns the fields that are written; null lets the server take the user agent.</summary>
    public string? FieldManager { get; init; }

    /// <summary>Everything is checked, nothing is stored.</summary>
    public bool DryRun { get; init; }

    /// <summary>What the server does with unknown fields; servers before 1.25 ignore this and prune them.</summary>
    public FieldValidation? FieldValidation { get; init; }
}
