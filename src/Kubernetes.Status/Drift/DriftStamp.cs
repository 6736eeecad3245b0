namespace Steersman.Kubernetes.Status.Drift;

/// <summary>What is kept of an object to see that somebody wrote it: a few dozen bytes.</summary>
/// <param name="ResourceVersion">The version that was seen; orders what is known of one object.</param>
/// <param name="Generation">The server raises it with each change of the desired state; 0 for kinds without one.</param>
/// <param name="Writers">Over who owns which fields since when, but for subresources such as the status, and over the uid.</param>
/// <param name="Subresources">The same over the writers of subresources.</param>
public sealed record DriftStamp(ulong ResourceVersion, long Generation, ulong Writers, ulong Subresources)
{
    /// <summary>Stands for an object that does not exist.</summary>
    public static DriftStamp Missing { get; } = new(0, 0, 0, 0);

    /// <summary>True where nobody wrote anything but a subresource between the two.</summary>
    /// <remarks>Managed fields tell seconds: two writes of one field by one manager in one second look alike, but for the version, which then nothing else explains.</remarks>
    public bool IsSame(DriftStamp? other) => other is not null && Generation == other.Generation && Writers == other.Writers
        && (ResourceVersion == other.ResourceVersion || Subresources != other.Subresources);
}
