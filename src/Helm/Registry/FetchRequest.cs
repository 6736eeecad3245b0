using System.Net.Http.Headers;

namespace Steersman.Helm.Registry;

/// <summary>What to ask for.</summary>
/// <param name="Url">http or https.</param>
/// <param name="MaxBytes">The largest body that is taken.</param>
/// <param name="Authorization">Sent to the origin of the URL alone, never to another one that it redirects to.</param>
/// <param name="Accept">Media types to ask for.</param>
/// <param name="ETag">For <c>If-None-Match</c>.</param>
/// <param name="Form">Posted to the origin of the URL, never to another one; null: nothing is sent.</param>
/// <param name="Sink">Takes the body of a success as it comes, compressed on the way where the server can; it is called anew for each attempt. Null: the answer holds the body.</param>
internal sealed record FetchRequest(
    Uri Url,
    long MaxBytes,
    AuthenticationHeaderValue? Authorization = null,
    IReadOnlyList<string>? Accept = null,
    string? ETag = null,
    IReadOnlyDictionary<string, string>? Form = null,
    Func<Stream, CancellationToken, Task>? Sink = null);
