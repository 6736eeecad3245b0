using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Kubernetes.Status.Drift;

/// <summary>What the watch showed of one object, and what is known of it. The lock of its <see cref="DriftWatches"/> guards it.</summary>
internal sealed class DriftTarget(NamespacedName release, DriftObject item)
{
    public NamespacedName Release => release;

    public DriftObject Object => item;

    public DriftKey Key => new(item.Kind.Kind.GroupKind, item.Key);

    /// <summary>As the watch last showed it; null before it showed anything.</summary>
    public DriftStamp? Seen { get; set; }

    /// <summary>As it was when it was last compared or written by us; null before.</summary>
    public DriftStamp? Judged { get; set; }

    /// <summary>True where the object was written since it was judged.</summary>
    /// <remarks>What the watch shows late is older than what was judged. An object that is gone has no version: it counts until it is seen again, or read.</remarks>
    public bool IsOpen => Judged is null
        || (Seen is not null && !Judged.IsSame(Seen) && (Seen == DriftStamp.Missing || Seen.ResourceVersion >= Judged.ResourceVersion));
}
