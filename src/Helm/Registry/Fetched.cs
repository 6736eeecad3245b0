using System.Net;
using System.Net.Http.Headers;

namespace Steersman.Helm.Registry;

/// <summary>An answer with its whole body.</summary>
internal sealed record Fetched(Uri Url, HttpStatusCode Status, HttpResponseHeaders Headers, byte[] Content)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300;

    /// <summary>The status as Go's net/http writes it, <c>404 Not Found</c>.</summary>
    public string StatusText => $"{(int)Status} {Reason}";

    /// <summary>The status in words.</summary>
    public string Reason => new HttpResponseMessage(Status).ReasonPhrase ?? "";
}
