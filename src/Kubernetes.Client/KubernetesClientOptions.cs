using Steersman.Kubernetes.Client.Http;

namespace Steersman.Kubernetes.Client;

/// <summary>How a client behaves towards its cluster.</summary>
public sealed record KubernetesClientOptions
{
    public string UserAgent { get; init; } = "steersman";

    /// <summary>For each attempt of each request, body included; watches have their own. The server's own limit is 60 s.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(60);

    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Which addresses may be connected to, after names are resolved; null: all.</summary>
    public Func<System.Net.IPAddress, bool>? AllowsAddress { get; init; }

    /// <summary>After this silence of a connection with running requests an HTTP/2 ping is sent.</summary>
    public TimeSpan KeepAlivePingDelay { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan KeepAlivePingTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>For proxies that break HTTP/2.</summary>
    public bool DisableHttp2 { get; init; }

    /// <summary>How often a request that the server put off (429, or 5xx with Retry-After) is tried in all.</summary>
    public int MaxAttempts { get; init; } = 5;

    /// <summary>A longer Retry-After is not waited for but thrown.</summary>
    public TimeSpan MaxRetryAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The shortest watch that is asked for where <c>WatchOptions.Timeout</c> is not set; the longest is twice that (client-go).</summary>
    public TimeSpan MinWatchTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long after its own time a watch may be silent before it is given up.</summary>
    public TimeSpan WatchGrace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The largest object, list item or watch event that is read; etcd's own limit is 1.5 MiB.</summary>
    public int MaxObjectBytes { get; init; } = 16 * 1024 * 1024;

    public IRequestObserver? Observer { get; init; }

    /// <summary>Puts a handler around the connections (client-go's <c>WrapTransport</c>): it sees every attempt of every request, watches included. Null: none.</summary>
    public Func<HttpMessageHandler, HttpMessageHandler>? WrapTransport { get; init; }

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    public Random Random { get; init; } = Random.Shared;
}
