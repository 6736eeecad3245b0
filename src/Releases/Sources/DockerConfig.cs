using System.Text;
using System.Text.Json;

namespace Steersman.Releases.Sources;

/// <summary>Credentials in <c>.dockerconfigjson</c>.</summary>
internal static class DockerConfig
{
    private static readonly string[] DockerHub = ["docker.io", "index.docker.io", "registry-1.docker.io"];

    /// <summary>The credentials for a host, with its port where it has one; null where there are none.</summary>
    /// <exception cref="FormatException">The text is no docker configuration; the message says why, and holds nothing of it.</exception>
    public static DockerCredentials? Find(ReadOnlySpan<byte> config, string host)
    {
        try
        {
            Utf8JsonReader reader = new(config);
            using JsonDocument document = JsonDocument.ParseValue(ref reader);
            if (!document.RootElement.TryGetProperty("auths", out JsonElement auths) || auths.ValueKind != JsonValueKind.Object)
            {
                throw new FormatException("has no field auths");
            }

            foreach (JsonProperty entry in auths.EnumerateObject())
            {
                if (Matches(HostOf(entry.Name), host))
                {
                    return Read(entry.Value);
                }
            }

            return null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new FormatException("is no JSON object as docker writes it", exception);
        }
    }

    private static DockerCredentials? Read(JsonElement entry)
    {
        if (Text(entry, "identitytoken") is { Length: > 0 } identityToken)
        {
            return new DockerCredentials("", "", identityToken);
        }

        string username = Text(entry, "username");
        string password = Text(entry, "password");
        if (username.Length > 0)
        {
            return new DockerCredentials(username, password);
        }

        if (Text(entry, "auth") is { Length: > 0 } auth)
        {
            byte[] bytes = new byte[auth.Length];
            string decoded = Convert.TryFromBase64String(auth, bytes, out int length) ? Encoding.UTF8.GetString(bytes, 0, length) : "";
            int colon = decoded.IndexOf(':', StringComparison.Ordinal);
            return colon > 0 ? new DockerCredentials(decoded[..colon], decoded[(colon + 1)..].TrimEnd('\0')) : throw new FormatException("has an entry whose auth is not base64 of USER:PASSWORD");
        }

        return null;
    }

    private static string Text(JsonElement entry, string name) =>
        entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    // Keys are hosts, or URLs of old.
    private static string HostOf(string key)
    {
        int scheme = key.IndexOf("://", StringComparison.Ordinal);
        string rest = scheme < 0 ? key : key[(scheme + 3)..];
        int slash = rest.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? rest : rest[..slash];
    }

    private static bool Matches(string key, string host) =>
        key.Equals(host, StringComparison.OrdinalIgnoreCase)
        || (DockerHub.Contains(key, StringComparer.OrdinalIgnoreCase) && DockerHub.Contains(host, StringComparer.OrdinalIgnoreCase));
}
