using Steersman.Kubernetes.Client.Http;

namespace Steersman.Kubernetes.Controller.Informers;

/// <summary>Which objects an informer follows, how it finds them, and how patient it is.</summary>
public sealed record InformerOptions<T>
    where T : class
{
    /// <summary>Names the informer in the log; the resource, as a rule.</summary>
    public required string Name { get; init; }

    /// <summary>Null for all namespaces.</summary>
    public string? Namespace { get; init; }

    public string? LabelSelector { get; init; }

    public string? FieldSelector { get; init; }

    public IReadOnlyDictionary<string, IndexFunction<T>> Indexers { get; init; } = System.Collections.Immutable.ImmutableDictionary<string, IndexFunction<T>>.Empty;

    /// <summary>The first wait after a failure; it doubles, with jitter, up to <see cref="MaxBackoff"/> (client-go: 0.8 s, 30 s).</summary>
    public TimeSpan MinBackoff { get; init; } = TimeSpan.FromMilliseconds(800);

    public TimeSpan MaxBackoff { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A watch that ends sooner without an event counts as a failure.</summary>
    public TimeSpan ShortWatch { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>After so many watches in a row that brought nothing the list is asked for again.</summary>
    public int MaxFruitlessWatches { get; init; } = 5;

    /// <summary>How many objects a page of a list from etcd has.</summary>
    public int PageSize { get; init; } = 500;

    /// <summary>Ends the wait after a failure for want of a server as soon as that answers again; null: the wait lasts its time.</summary>
    public ServerPresence? Server { get; init; }

    /// <summary>Within how much time the informers ask again when the server is back, so that they do not all do so at once.</summary>
    public TimeSpan ReturnSpread { get; init; } = TimeSpan.FromMilliseconds(500);

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    public Random Random { get; init; } = Random.Shared;
}
