using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Steersman.Helm.Registry;

/// <summary>Answers the challenges of registries: with tokens of their realms, or with user name and password. Safe for many threads.</summary>
/// <param name="http">For the realms.</param>
/// <param name="credentials">Sent to their origin, and to the realm that it names for tokens, by https or to the origin itself; null: tokens are asked for anonymously.</param>
/// <param name="clock">The time.</param>
/// <param name="session">What is remembered.</param>
internal sealed class OciAuthorization(RegistryHttp http, RepositoryCredentials? credentials, TimeProvider clock, OciSession session)
{
    private const int MaxTokenBytes = 1 << 20;
    private const int DefaultTokenSeconds = 60;

    /// <summary>What is sent before a registry asks for it; null where nothing is known.</summary>
    public AuthenticationHeaderValue? Known(Uri url, string repository)
    {
        return session.IsBasic ? credentials?.For(url) : session.Find(Scope(url, repository), clock.GetUtcNow()) is { } kept ? Bearer(kept) : null;
    }

    /// <summary>What is sent once a registry has refused; null where nothing would help.</summary>
    /// <exception cref="HelmException">There is no token to be had.</exception>
    public async Task<AuthenticationHeaderValue?> AnswerAsync(Uri url, string repository, Fetched refusal, CancellationToken cancellationToken)
    {
        // A store that a registry redirects to may not ask for the registry's credentials.
        if (refusal.Status != HttpStatusCode.Unauthorized || !Origin.IsSame(refusal.Url, url))
        {
            return null;
        }

        if (BearerChallenge.Of(refusal.Headers) is { } challenge)
        {
            RegistryToken token = await GetTokenAsync(challenge, url, repository, cancellationToken);
            session.Keep(Scope(url, repository), token);
            session.IsBasic = false;
            return Bearer(token);
        }

        bool isBasic = refusal.Headers.WwwAuthenticate.Any(header => header.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase));
        if (!isBasic || credentials?.For(url) is not { } basic || session.IsBasic)
        {
            return null;
        }

        session.IsBasic = true;
        return basic;
    }

    private static string Scope(Uri url, string repository) => $"{url.Authority} {repository}";

    private static AuthenticationHeaderValue Bearer(RegistryToken token) => new("Bearer", token.Token);

    private static FetchRequest Ask(Uri realm, string service, string scope, AuthenticationHeaderValue? basic)
    {
        string query = $"service={Uri.EscapeDataString(service)}&scope={Uri.EscapeDataString(scope)}";
        UriBuilder url = new(realm) { UserName = "", Password = "", Query = realm.Query.Length > 1 ? $"{realm.Query[1..]}&{query}" : query };
        return new FetchRequest(url.Uri, MaxTokenBytes, basic);
    }

    // By OAuth 2, as the distribution's token specification has it.
    private static FetchRequest Exchange(Uri realm, string service, string scope, string identityToken) => new(realm, MaxTokenBytes)
    {
        Form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "refresh_token",
            ["service"] = service,
            ["scope"] = scope,
            ["client_id"] = "steersman",
            ["refresh_token"] = identityToken,
        },
    };

    private async Task<RegistryToken> GetTokenAsync(BearerChallenge challenge, Uri registry, string repository, CancellationToken cancellationToken)
    {
        Uri realm = challenge.Realm;
        bool isPlain = realm.Scheme == Uri.UriSchemeHttp && registry.Scheme == Uri.UriSchemeHttp;
        if (realm.Scheme != Uri.UriSchemeHttps && !isPlain)
        {
            throw new HelmException($"refused to fetch a token from {RegistryHttp.Shown(realm)}");
        }

        bool isTrusted = realm.Scheme == Uri.UriSchemeHttps || realm.Host.Equals(registry.Host, StringComparison.OrdinalIgnoreCase);
        string scope = challenge.Scope.Length > 0 ? challenge.Scope : $"repository:{repository}:pull";
        string query = $"service={Uri.EscapeDataString(challenge.Service)}&scope={Uri.EscapeDataString(scope)}";
        FetchRequest request = isTrusted && credentials is { IdentityToken: { } identityToken } && credentials.IsFor(registry)
            ? Exchange(realm, challenge.Service, scope, identityToken)
            : Ask(realm, challenge.Service, scope, isTrusted && credentials?.For(registry) is not null ? credentials.Header : null);
        Fetched fetched = await http.FetchAsync(request, cancellationToken);
        OciErrors.ThrowUnlessSuccess(fetched);
        try
        {
            using JsonDocument document = JsonDocument.Parse(fetched.Content);
            JsonElement root = document.RootElement;
            string? token = root.TryGetProperty("access_token", out JsonElement value) || root.TryGetProperty("token", out value) ? value.GetString() : null;
            int seconds = root.TryGetProperty("expires_in", out JsonElement lifetime) && lifetime.TryGetInt32(out int given) ? given : DefaultTokenSeconds;
            return string.IsNullOrEmpty(token)
                ? throw new HelmException($"{RegistryHttp.Shown(realm)} gives no token")
                : new RegistryToken(token, clock.GetUtcNow().AddSeconds(Math.Max(0, seconds - 10)));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new HelmException($"{RegistryHttp.Shown(realm)} gives no token", exception);
        }
    }
}
