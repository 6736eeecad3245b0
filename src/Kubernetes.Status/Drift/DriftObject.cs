using System.Runtime.InteropServices;
using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Kubernetes.Status.Drift;

/// <summary>An object of a release that is to stay as it was applied.</summary>
/// <param name="Kind">Its kind, as it is served.</param>
/// <param name="Key">Its name; without a namespace for kinds of the whole cluster.</param>
/// <param name="Content">Over what is wanted of it: an equal one in the next revision needs no new look.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DriftObject(ResourceMapping Kind, NamespacedName Key, ulong Content)
{
    /// <summary>A hash for <see cref="Content"/>.</summary>
    public static ulong Hash(string text)
    {
        FieldHash hash = new();
        hash.Add(text);
        return hash.Value;
    }
}
