using System.Collections.Immutable;

namespace Steersman.Kubernetes.Client.Authentication;

/// <summary>Whom a request acts as.</summary>
public sealed class ImpersonationIdentity
{
    /// <exception cref="ArgumentException">The user is empty: the server would take the request as our own.</exception>
    public ImpersonationIdentity(string user, IEnumerable<string>? groups = null, string? uid = null, IReadOnlyDictionary<string, ImmutableArray<string>>? extra = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(user);
        User = user;
        Groups = [.. groups ?? []];
        Uid = uid;
        Extra = extra ?? ImmutableDictionary<string, ImmutableArray<string>>.Empty;
    }

    public string User { get; }

    public ImmutableArray<string> Groups { get; }

    public string? Uid { get; }

    public IReadOnlyDictionary<string, ImmutableArray<string>> Extra { get; }

    /// <summary>A service account; the server adds its groups itself.</summary>
    /// <exception cref="ArgumentException">Namespace or name is empty or has a colon.</exception>
    public static ImpersonationIdentity ServiceAccount(string @namespace, string name)
    {
        ThrowIfNoName(@namespace);
        ThrowIfNoName(name);
        return new ImpersonationIdentity($"system:serviceaccount:{@namespace}:{name}");
    }

    public override string ToString() => User;

    private static void ThrowIfNoName(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        if (text.AsSpan().ContainsAny(":/\r\n"))
        {
            throw new ArgumentException("a namespace or name has no colon, slash or line break", nameof(text));
        }
    }
}
