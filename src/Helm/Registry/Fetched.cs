using System.Net;
using System.Net.Http.Headers;

namespace Steersman.Helm.Registry;

/// <summary>An answer with its whole body.</summary>
/// <param name="Url">Where it came from in the end.</param>
/// <param name="Status">Its status.</param>
/// <param name="Headers">Its headers.</param>
/// <param name="MediaType">Of its content; "" where the server does not say.</param>
/// <param name="Content">Empty where the body went to the sink of the request.</param>
/// <param name="RetryAfter">How long the server wants to be left alone; null where it does not say.</param>
internal sealed record Fetched(Uri Url, HttpStatusCode Status, HttpResponseHeaders Headers, string MediaType, byte[] Content, TimeSpan? RetryAfter)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300;

    /// <summary>The status as Go's net/http writes it, <c>404 Not Found</c>.</summary>
    public string StatusText => $"{(int)Status} {Reason}";

    /// <summary>The status in words.</summary>
    public string Reason => new HttpResponseMessage(Status).ReasonPhrase ?? "";

    /// <summary>The error that an answer without success is.</summary>
    public RegistryStatusException Failure(string message) => new(message, Status, RetryAfter);
}
