using System.Net.Http.Headers;
using Steersman.Regex;

namespace Steersman.Helm.Registry;

/// <summary>What a registry asks for before it answers: a token of a realm.</summary>
/// <param name="Realm">Where tokens are given out.</param>
/// <param name="Service">For whom.</param>
/// <param name="Scope">For what; "" where the registry does not say.</param>
internal sealed record BearerChallenge(Uri Realm, string Service, string Scope)
{
    private static readonly GoRegex Parameter = GoRegex.Compile("""([a-zA-Z_]+)=(?:"([^"]*)"|([^",\s]+))""");

    /// <summary>The challenge of an answer; null where there is none that a token would satisfy.</summary>
    public static BearerChallenge? Of(HttpResponseHeaders headers)
    {
        foreach (AuthenticationHeaderValue header in headers.WwwAuthenticate)
        {
            if (!header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            Dictionary<string, string> parameters = new(StringComparer.OrdinalIgnoreCase);
            foreach (string?[] match in Parameter.FindAllStringSubmatch(header.Parameter ?? "", -1) ?? [])
            {
                parameters[match[1]!] = match[2] ?? match[3] ?? "";
            }

            if (Uri.TryCreate(parameters.GetValueOrDefault("realm"), UriKind.Absolute, out Uri? realm))
            {
                return new BearerChallenge(realm, parameters.GetValueOrDefault("service", ""), parameters.GetValueOrDefault("scope", ""));
            }
        }

        return null;
    }
}
