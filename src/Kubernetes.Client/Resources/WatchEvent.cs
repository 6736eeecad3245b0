using System.Runtime.InteropServices;
using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Kubernetes.Client.Resources;

/// <summary>An event of a watch.</summary>
/// <param name="Type">What happened.</param>
/// <param name="Key">The object; default for a bookmark.</param>
/// <param name="Resource">The object as it is now, or was when it was deleted; default for a bookmark.</param>
/// <param name="ResourceVersion">Where a watch goes on from after this event.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct WatchEvent<T>(WatchEventType Type, NamespacedName Key, T? Resource, string ResourceVersion);
