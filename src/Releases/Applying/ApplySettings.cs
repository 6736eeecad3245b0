namespace Steersman.Releases.Applying;

/// <summary>How the objects of a revision are written.</summary>
public sealed record ApplySettings
{
    /// <summary>True for server-side apply, false for Helm's client-side patches: the revision's <c>apply_method</c>.</summary>
    public bool IsServerSide { get; init; } = true;

    /// <summary>An object with a change that Kubernetes does not allow is deleted and created anew; without server-side apply objects are replaced, not patched, as Helm's <c>--force</c> does.</summary>
    public bool Force { get; init; }

    /// <summary>The field of the spec that turns <see cref="Force"/> on; null where the action has none.</summary>
    public string? ForceField { get; init; }

    /// <summary>Fields that the API does not have are refused, else ignored.</summary>
    public bool Validate { get; init; } = true;

    /// <summary>Names beside the known ones under which the objects were written before the operator took over.</summary>
    public IReadOnlyList<string> OverrideManagers { get; init; } = [];
}
