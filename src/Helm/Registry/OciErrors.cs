using System.Text.Json;

namespace Steersman.Helm.Registry;

/// <summary>What registries say of failures, as oras writes it.</summary>
internal static class OciErrors
{
    /// <exception cref="HelmException">The answer is no success.</exception>
    public static void ThrowUnlessSuccess(Fetched fetched)
    {
        if (!fetched.IsSuccess)
        {
            throw fetched.Failure($"GET \"{RegistryHttp.Shown(fetched.Url)}\": response status code {(int)fetched.Status}: {Text(fetched)}");
        }
    }

    // Code in small letters, then the message.
    private static string Text(Fetched fetched)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(fetched.Content);
            IEnumerable<string> errors = document.RootElement.GetProperty("errors").EnumerateArray().Select(error =>
            {
                string code = error.GetProperty("code").GetString()!.Replace('_', ' ').ToLowerInvariant();
                string message = error.TryGetProperty("message", out JsonElement text) ? text.GetString() ?? "" : "";
                return message.Length > 0 ? $"{code}: {message}" : code;
            });
            return string.Join("; ", errors) is { Length: > 0 } all ? all : fetched.Reason;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return fetched.Reason;
        }
    }
}
