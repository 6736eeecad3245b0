using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Steersman.Kubernetes.Client.Json;

namespace Steersman.Kubernetes.Client.Objects;

/// <summary>The metadata of an object: a view of its JSON, so that nothing unknown is lost.</summary>
/// <remarks>A field of a wrong type reads as absent. Not thread-safe for writers.</remarks>
[JsonConverter(typeof(ObjectMetaConverter))]
public sealed class ObjectMeta(JsonObject content)
{
    public ObjectMeta()
        : this([])
    {
    }

    public JsonObject Content => content;

    /// <summary>The metadata of an object that is kept as long as it exists: without managed fields, and with what objects have in common shared between them.</summary>
    /// <exception cref="JsonException">The object has no metadata.</exception>
    public static ObjectMeta DecodeShared(JsonElement resource) =>
        resource.Field("metadata"u8) is { ValueKind: JsonValueKind.Object } metadata ? new ObjectMeta(JsonDecoding.CopyShared(metadata)) : throw new JsonException("an object without metadata");

    public NamespacedName Key => new(Namespace, Name);

    /// <summary>Empty before the server has made a name from <see cref="GenerateName"/>.</summary>
    public string Name
    {
        get => content.GetString("name") ?? string.Empty;
        set => content["name"] = value;
    }

    public string? Namespace
    {
        get => content.GetString("namespace");
        set => content.Set("namespace", value);
    }

    public string? GenerateName
    {
        get => content.GetString("generateName");
        set => content.Set("generateName", value);
    }

    public string? Uid
    {
        get => content.GetString("uid");
        set => content.Set("uid", value);
    }

    public string? ResourceVersion
    {
        get => content.GetString("resourceVersion");
        set => content.Set("resourceVersion", value);
    }

    /// <summary>Zero for kinds without a generation.</summary>
    public long Generation => content.GetLong("generation") ?? 0;

    public DateTimeOffset? CreationTimestamp => content.GetTime("creationTimestamp");

    /// <summary>Set when the object is being deleted and waits for its finalizers or its grace period.</summary>
    public DateTimeOffset? DeletionTimestamp => content.GetTime("deletionTimestamp");

    public StringMap Labels => field ??= new StringMap(content, "labels");

    public StringMap Annotations => field ??= new StringMap(content, "annotations");

    public IReadOnlyList<string> Finalizers => content.GetStrings("finalizers");

    public IReadOnlyList<OwnerReference> OwnerReferences => content.GetArray("ownerReferences") is { } owners
        ? [.. owners.OfType<JsonObject>().Select(ReadOwner)]
        : [];

    /// <summary>Adds a finalizer; false if it was there.</summary>
    public bool AddFinalizer(string finalizer)
    {
        if (Finalizers.Contains(finalizer, StringComparer.Ordinal))
        {
            return false;
        }

        if (content.GetArray("finalizers") is { } list)
        {
            list.Add((JsonNode)finalizer);
        }
        else
        {
            content["finalizers"] = new JsonArray((JsonNode)finalizer);
        }

        return true;
    }

    /// <summary>Removes a finalizer; false if it was not there.</summary>
    public bool RemoveFinalizer(string finalizer) => content.GetArray("finalizers") is { } list
        && list.RemoveAll(entry => string.Equals(entry.AsText(), finalizer, StringComparison.Ordinal)) > 0;

    public void AddOwnerReference(OwnerReference owner)
    {
        JsonObject entry = new()
        {
            ["apiVersion"] = owner.ApiVersion,
            ["kind"] = owner.Kind,
            ["name"] = owner.Name,
            ["uid"] = owner.Uid,
        };
        if (owner.Controller)
        {
            entry["controller"] = true;
        }

        if (content.GetArray("ownerReferences") is { } list)
        {
            list.Add((JsonNode)entry);
        }
        else
        {
            content["ownerReferences"] = new JsonArray(entry);
        }
    }

    private static OwnerReference ReadOwner(JsonObject owner) => new(
        owner.GetString("apiVersion") ?? string.Empty,
        owner.GetString("kind") ?? string.Empty,
        owner.GetString("name") ?? string.Empty,
        owner.GetString("uid") ?? string.Empty,
        owner.GetBool("controller") ?? false);
}
