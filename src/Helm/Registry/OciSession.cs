using System.Collections.Concurrent;

namespace Steersman.Helm.Registry;

/// <summary>What is remembered of how a registry lets its clients in, from one of them to the next with the same credentials: tokens until they expire, and whether it asks for a password. Thread-safe.</summary>
public sealed class OciSession
{
    private const int MaxTokens = 1000;

    private readonly ConcurrentDictionary<string, RegistryToken> _tokens = new(StringComparer.Ordinal);
    private volatile bool _isBasic;

    /// <summary>True where the registry asks for user name and password themselves.</summary>
    internal bool IsBasic
    {
        get => _isBasic;
        set => _isBasic = value;
    }

    internal RegistryToken? Find(string scope, DateTimeOffset now) => _tokens.GetValueOrDefault(scope) is { } kept && kept.Expires > now ? kept : null;

    internal void Keep(string scope, RegistryToken token)
    {
        // More repositories than anybody has: whoever is left out asks once more.
        if (_tokens.Count >= MaxTokens)
        {
            _tokens.Clear();
        }

        _tokens[scope] = token;
    }
}
