using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Json;

namespace Steersman.Kubernetes.Client.Objects;

/// <summary>Fields of type <c>[]byte</c>, which JSON carries in base64.</summary>
internal static class Base64Field
{
    internal static byte[]? Read(JsonObject? map, string key)
    {
        if (map?.GetString(key) is not { } text)
        {
            return null;
        }

        byte[] bytes = new byte[text.Length / 4 * 3];
        return Convert.TryFromBase64String(text, bytes, out int written) ? bytes[..written] : null;
    }
}
