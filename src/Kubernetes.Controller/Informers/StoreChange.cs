using System.Runtime.InteropServices;
using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Kubernetes.Controller.Informers;

/// <summary>What became of one object in a store; null where there was or is none.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct StoreChange<T>(NamespacedName Key, T? Old, T? New)
    where T : class;
