using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Operator.Inputs;

/// <summary>An object that releases depend on.</summary>
internal readonly record struct DependencyKey(GroupVersionKind Kind, NamespacedName Name);
