using Microsoft.Extensions.Logging.Abstractions;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Kubernetes.Controller.Informers;

namespace Steersman.Kubernetes.Controller.Tests.Informers;

public sealed class ScopedInformerTests
{
    private static readonly InformerOptions<string> Options = new()
    {
        Name = "things",
        Indexers = new Dictionary<string, IndexFunction<string>> { ["text"] = (_, text) => [text] },
    };

    [Test]
    public async Task Each_namespace_that_is_named_has_a_list_and_a_version_of_its_own()
    {
        ScriptedReader reader = new ScriptedReader()
            .List("7", new ResourceEntry<string>(new NamespacedName("a", "one"), "5", "x"))
            .List("9", new ResourceEntry<string>(new NamespacedName("b", "two"), "6", "x"))
            .Watch()
            .Watch();
        ScopedInformer<string> informer = new(reader, Options, ["a", "b", "a"], NullLogger.Instance);
        using CancellationTokenSource stop = new();
        Task running = informer.RunAsync(stop.Token);
        await informer.WaitForSyncAsync(stop.Token);

        Assert.That(informer.Store.Count, Is.EqualTo(2));
        Assert.That(informer.Store.ByIndex("text", "x"), Has.Count.EqualTo(2));
        Assert.That((informer.Store.Get(new NamespacedName("a", "one")), informer.Store.Get(new NamespacedName("c", "one"))), Is.EqualTo(("x", (string?)null)));
        Assert.That((informer.LastVersionOf("a"), informer.LastVersionOf("b"), informer.LastVersionOf("c")), Is.EqualTo(("7", "9", (string?)null)));

        await stop.CancelAsync();
        Assert.That(async () => await running, Throws.InstanceOf<OperationCanceledException>());
    }
}
