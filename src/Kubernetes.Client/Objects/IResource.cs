using System.Text.Json;

namespace Steersman.Kubernetes.Client.Objects;

/// <summary>An object of the API server.</summary>
public interface IResource
{
    string ApiVersion { get; }

    string Kind { get; }

    ObjectMeta Metadata { get; }

    /// <summary>Writes the whole object as one JSON value.</summary>
    void WriteTo(Utf8JsonWriter writer);
}

/// <summary>A kind known at compile time: where it is served and how it is read, without reflection.</summary>
public interface IResource<TSelf> : IResource
    where TSelf : IResource<TSelf>
{
    static abstract ResourceMapping Mapping { get; }

    /// <summary>Reads an object. The element lives only during the call: what is kept must be copied (<see cref="JsonElement.Clone"/>).</summary>
    /// <exception cref="JsonException">The object has not the form of its kind.</exception>
    static abstract TSelf Decode(JsonElement resource);
}
