using System.Net;
using System.Net.Http.Headers;
using Steersman.Kubernetes.Client.Authentication;

namespace Steersman.Kubernetes.Client.Http;

/// <summary>Writes the headers of requests.</summary>
internal static class RequestMessages
{
    internal static HttpRequestMessage Create(string baseAddress, ApiRequest request, Credential credential, ImpersonationIdentity? standing, KubernetesClientOptions options)
    {
        HttpRequestMessage message = new(request.Method, new Uri(baseAddress + request.PathAndQuery))
        {
            Version = options.DisableHttp2 ? HttpVersion.Version11 : HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        message.Headers.TryAddWithoutValidation("Accept", request.Accept);
        message.Headers.TryAddWithoutValidation("User-Agent", options.UserAgent);
        if (credential.Token is { } token)
        {
            message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if ((request.Impersonation ?? standing) is { } identity)
        {
            AddImpersonation(message.Headers, identity);
        }

        if (request.ContentType is not null)
        {
            message.Content = new ReadOnlyMemoryContent(request.Body);
            message.Content.Headers.TryAddWithoutValidation("Content-Type", request.ContentType);
        }

        return message;
    }

    private static void AddImpersonation(HttpRequestHeaders headers, ImpersonationIdentity identity)
    {
        headers.Add("Impersonate-User", identity.User);
        foreach (string group in identity.Groups)
        {
            headers.Add("Impersonate-Group", group);
        }

        if (identity.Uid is { Length: > 0 } uid)
        {
            headers.Add("Impersonate-Uid", uid);
        }

        foreach ((string key, System.Collections.Immutable.ImmutableArray<string> values) in identity.Extra)
        {
            // The server lowers the case of header names; keys are percent-encoded (client-go transport/round_trippers.go).
            string name = "Impersonate-Extra-" + Uri.EscapeDataString(key);
            foreach (string value in values)
            {
                headers.Add(name, value);
            }
        }
    }
}
