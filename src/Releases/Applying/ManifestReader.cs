using System.Text.Json.Nodes;
using Steersman.Helm.Manifests;
using Steersman.Kubernetes.Client.Discovery;
using Steersman.Kubernetes.Client.Json;
using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Releases.Applying;

/// <summary>Reads a stored manifest as the objects that it holds, in its order; <c>List</c> kinds are flattened.</summary>
public static class ManifestReader
{
    private const int MaxListDepth = 4;

    /// <summary>Reads the objects and fills in the namespace where the kind has one.</summary>
    /// <param name="manifest">The documents.</param>
    /// <param name="mapper">Tells which kinds live in namespaces.</param>
    /// <param name="defaultNamespace">Namespace of the release.</param>
    /// <param name="unknown">What to do with a kind that the server does not have: true skips it, false makes it an error.</param>
    /// <param name="cancellation">Ends the look-ups.</param>
    /// <param name="twice">Takes objects that the manifest holds more than once, of which the last one counts; null: nobody asks.</param>
    /// <exception cref="ManifestException">A document is no object, or of an unknown kind.</exception>
    public static async Task<IReadOnlyList<ReleaseObject>> ReadAsync(
        string manifest, IRestMapper mapper, string defaultNamespace, Func<GroupVersionKind, string, bool> unknown, CancellationToken cancellation, Action<ObjectKey>? twice = null)
    {
        List<ReleaseObject> objects = [];
        foreach (JsonObject content in Documents(manifest))
        {
            GroupVersionKind kind = KindOf(content);
            string name = NameOf(content, kind);
            ResourceMapping? mapping = await mapper.FindAsync(kind, cancellation);
            if (mapping is null)
            {
                if (unknown(kind, name))
                {
                    continue;
                }

                throw new ManifestException($"resource mapping not found for name: \"{name}\" namespace: \"{content["metadata"]?["namespace"]}\" from \"\": no matches for kind \"{kind.Kind}\" in version \"{kind.ApiVersion}\"\nensure CRDs are installed first", isKindMissing: true);
            }

            objects.Add(Place(content, kind, mapping, name, defaultNamespace));
        }

        return Distinct(objects, twice);
    }

    /// <summary>
    /// Reads the objects of a revision that was stored before. One whose version the server no longer has is read as the kind's preferred version; one whose kind is gone is left out.
    /// </summary>
    /// <param name="manifest">The documents.</param>
    /// <param name="mapper">Tells which kinds live in namespaces.</param>
    /// <param name="defaultNamespace">Namespace of the release.</param>
    /// <param name="cancellation">Ends the look-ups.</param>
    /// <param name="gone">Takes kind and name of what is left out; null: nobody asks.</param>
    /// <exception cref="ManifestException">A document is no object.</exception>
    public static async Task<IReadOnlyList<ReleaseObject>> ReadStoredAsync(
        string manifest, IRestMapper mapper, string defaultNamespace, CancellationToken cancellation, Action<GroupVersionKind, string>? gone = null)
    {
        List<ReleaseObject> objects = [];
        foreach (JsonObject content in Documents(manifest))
        {
            GroupVersionKind kind = KindOf(content);
            string name = NameOf(content, kind);
            if (await mapper.FindAsync(kind, cancellation) is { } mapping)
            {
                objects.Add(Place(content, kind, mapping, name, defaultNamespace));
            }
            else if (await mapper.FindAsync(kind.GroupKind, cancellation) is [{ } other, ..])
            {
                content["apiVersion"] = other.Kind.ApiVersion;
                objects.Add(Place(content, other.Kind, other, name, defaultNamespace));
            }
            else
            {
                gone?.Invoke(kind, name);
            }
        }

        return Distinct(objects, null);
    }

    /// <summary>The documents of a manifest as objects, without asking the server anything.</summary>
    /// <exception cref="ManifestException">A document is no object.</exception>
    public static IEnumerable<JsonObject> Documents(string manifest)
    {
        foreach (string document in ManifestText.Split(manifest))
        {
            JsonNode? node;
            try
            {
                node = YamlJson.Parse(document);
            }
            catch (Yaml.YamlException exception)
            {
                throw new ManifestException($"unable to build kubernetes objects from release manifest: {exception.Message}");
            }

            foreach (JsonObject item in Flatten(node, 0))
            {
                yield return item;
            }
        }
    }

    // Applied one after the other, the last one would stay; at the same time, as Helm does it, it would be chance.
    private static List<ReleaseObject> Distinct(List<ReleaseObject> objects, Action<ObjectKey>? twice)
    {
        HashSet<ObjectKey> seen = new(objects.Count);
        HashSet<ReleaseObject>? dropped = null;
        for (int index = objects.Count - 1; index >= 0; index--)
        {
            if (!seen.Add(objects[index].Key))
            {
                (dropped ??= new(ReferenceEqualityComparer.Instance)).Add(objects[index]);
                twice?.Invoke(objects[index].Key);
            }
        }

        return dropped is null ? objects : [.. objects.Where(item => !dropped.Contains(item))];
    }

    private static IEnumerable<JsonObject> Flatten(JsonNode? node, int depth)
    {
        switch (node)
        {
            case null:
                yield break;
            case JsonObject content when depth < MaxListDepth && content["items"] is JsonArray items && content["kind"]?.ToString().EndsWith("List", StringComparison.Ordinal) == true:
                foreach (JsonNode? item in items)
                {
                    Infer(item as JsonObject, content);
                    foreach (JsonObject inner in Flatten(item, depth + 1))
                    {
                        yield return inner;
                    }
                }

                break;
            case JsonObject content:
                yield return content;
                break;
            default:
                throw new ManifestException("unable to build kubernetes objects from release manifest: a document is no object");
        }
    }

    // An item that does not say both what it is is what its list is of, as kubectl reads it (apimachinery's unstructured/helpers.go).
    private static void Infer(JsonObject? item, JsonObject list)
    {
        if (item is not null && item["items"] is not JsonArray && (string.IsNullOrEmpty(item.GetString("kind")) || string.IsNullOrEmpty(item.GetString("apiVersion"))))
        {
            item["kind"] = list.GetString("kind")![..^"List".Length];
            item["apiVersion"] = list.GetString("apiVersion");
        }
    }

    private static GroupVersionKind KindOf(JsonObject content)
    {
        string? apiVersion = content.GetString("apiVersion");
        string? kind = content.GetString("kind");
        if (string.IsNullOrEmpty(kind) || string.IsNullOrEmpty(apiVersion))
        {
            throw new ManifestException($"unable to build kubernetes objects from release manifest: error validating data: {(string.IsNullOrEmpty(apiVersion) ? "apiVersion" : "kind")} not set");
        }

        return GroupVersionKind.Parse(apiVersion, kind);
    }

    private static string NameOf(JsonObject content, GroupVersionKind kind) =>
        content.GetObject("metadata")?.GetString("name") is { Length: > 0 } name
            ? name
            : throw new ManifestException($"unable to build kubernetes objects from release manifest: an object of kind {kind.Kind} has no metadata.name");

    private static ReleaseObject Place(JsonObject content, GroupVersionKind kind, ResourceMapping mapping, string name, string defaultNamespace)
    {
        JsonObject metadata = content.GetObject("metadata")!;
        if (!mapping.IsNamespaced)
        {
            metadata.Remove("namespace");
            return new ReleaseObject(kind, null, name, content);
        }

        string ns = metadata.GetString("namespace") is { Length: > 0 } own ? own : defaultNamespace;
        metadata["namespace"] = ns;
        return new ReleaseObject(kind, ns, name, content);
    }
}
