using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Http;
using Steersman.Kubernetes.Client.Json;
using Steersman.Kubernetes.Client.Objects;

namespace Steersman.Kubernetes.Client.Resources;

/// <summary>Asks for tokens of service accounts.</summary>
internal static class TokenRequester
{
    private const int MaxBytes = 1024 * 1024;

    internal static async Task<(string Token, DateTimeOffset Expires)> RequestAsync(
        ApiTransport transport, RequestScope scope, NamespacedName account, IReadOnlyList<string> audiences, TimeSpan lifetime, CancellationToken ct)
    {
        JsonObject body = new()
        {
            ["apiVersion"] = "authentication.k8s.io/v1",
            ["kind"] = "TokenRequest",
            ["spec"] = new JsonObject { ["audiences"] = new JsonArray([.. audiences.Select(audience => (JsonNode)audience)]), ["expirationSeconds"] = (long)lifetime.TotalSeconds },
        };
        ApiRequest request = new(HttpMethod.Post, ResourcePath.Of(ServiceAccount.Mapping, account.Namespace, account.Name, "token").ToString(), "create", "", "serviceaccounts/token")
        {
            ContentType = MediaTypes.Json,
            Body = Encoding.UTF8.GetBytes(body.ToJsonString()),
            Impersonation = scope.Impersonation,
            Guard = scope.Guard,
            IsIdempotent = true,
        };
        using ApiResponse response = await transport.SendAsync(request, ct);
        return await ResponseBody.ReadAsync(response, MaxBytes, Read);
    }

    private static (string Token, DateTimeOffset Expires) Read(JsonElement answer)
    {
        JsonElement status = answer.Field("status"u8) ?? default;
        return status.Text("token"u8) is { Length: > 0 } token && KubernetesTime.Parse(status.Text("expirationTimestamp"u8)) is { } expires
            ? (token, expires)
            : throw new JsonException("a TokenRequest without a token");
    }
}
