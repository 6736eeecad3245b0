using System.Text.Json;
using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Json;

namespace Steersman.Kubernetes.Client.Objects;

/// <summary>An object of any kind; what charts render stays in this form and never passes through types.</summary>
public sealed class Unstructured(JsonObject content) : KubernetesObject(content)
{
    /// <summary>An object with nothing but its identity.</summary>
    public static Unstructured Create(GroupVersionKind kind, NamespacedName key) =>
        new(NewContent(new ResourceMapping(kind, string.Empty, ResourceScope.Namespaced, []), key));

    /// <summary>Reads a whole object.</summary>
    /// <exception cref="JsonException">It is not a JSON object.</exception>
    public static Unstructured Decode(JsonElement resource) => new(JsonDecoding.Copy(resource));

    /// <summary>Reads an object and drops <c>metadata.managedFields</c>, which is often half of it.</summary>
    /// <exception cref="JsonException">It is not a JSON object.</exception>
    public static Unstructured DecodeWithoutManagedFields(JsonElement resource) => new(JsonDecoding.CopyWithoutManagedFields(resource));

    public Unstructured DeepClone() => new((JsonObject)Content.DeepClone());
}
