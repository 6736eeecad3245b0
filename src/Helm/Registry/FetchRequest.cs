using System.Net.Http.Headers;

namespace Steersman.Helm.Registry;

/// <summary>What to ask for.</summary>
/// <param name="Url">http or https.</param>
/// <param name="MaxBytes">The largest body that is taken.</param>
/// <param name="Authorization">Sent to the URL alone, never to where it redirects.</param>
/// <param name="Accept">Media types to ask for.</param>
/// <param name="ETag">For <c>If-None-Match</c>.</param>
internal sealed record FetchRequest(Uri Url, long MaxBytes, AuthenticationHeaderValue? Authorization = null, IReadOnlyList<string>? Accept = null, string? ETag = null);
