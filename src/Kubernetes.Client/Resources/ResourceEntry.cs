using System.Runtime.InteropServices;
using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Kubernetes.Client.Resources;

/// <summary>An object of a list, or what a projection kept of it, with the identity that a cache needs.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ResourceEntry<T>(NamespacedName Key, string ResourceVersion, T Value);
