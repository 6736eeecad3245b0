using System.Runtime.InteropServices;
using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Kubernetes.Controller.Informers;

/// <summary>What two users of a shared informer must agree on.</summary>
/// <param name="Kind">The kind that is followed.</param>
/// <param name="Projection">Names what is kept of each object: equal names must mean equal decoders, selectors and indexes.</param>
/// <param name="Namespace">Null for all namespaces.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct InformerKey(GroupVersionKind Kind, string Projection, string? Namespace = null);
