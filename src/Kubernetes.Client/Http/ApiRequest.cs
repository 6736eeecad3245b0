using Steersman.Kubernetes.Client.Authentication;

namespace Steersman.Kubernetes.Client.Http;

/// <summary>One request as the transport takes it; the same body is sent again when the request is retried.</summary>
internal sealed record ApiRequest(HttpMethod Method, string PathAndQuery, string Verb, string Group, string Resource)
{
    internal string Accept { get; init; } = MediaTypes.Json;

    internal string? ContentType { get; init; }

    internal ReadOnlyMemory<byte> Body { get; init; }

    internal ImpersonationIdentity? Impersonation { get; init; }

    internal IRequestGuard? Guard { get; init; }

    /// <summary>Sending it twice does the same as sending it once.</summary>
    internal bool IsIdempotent { get; init; } = true;

    /// <summary>False for watches: who runs them decides when to try again.</summary>
    internal bool IsRetried { get; init; } = true;

    internal bool IsWrite => Method != HttpMethod.Get;

    /// <summary>For messages: verb and resource, never the query.</summary>
    public override string ToString() => Group.Length == 0 ? $"{Verb} {Resource}" : $"{Verb} {Resource}.{Group}";
}
