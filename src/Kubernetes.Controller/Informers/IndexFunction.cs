using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Kubernetes.Controller.Informers;

/// <summary>Under which values an object is found; pure and quick.</summary>
public delegate IEnumerable<string> IndexFunction<in T>(NamespacedName key, T resource)
    where T : class;
