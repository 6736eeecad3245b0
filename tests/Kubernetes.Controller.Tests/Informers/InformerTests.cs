using Microsoft.Extensions.Logging.Abstractions;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;
using Steersman.Kubernetes.Controller.Informers;

namespace Steersman.Kubernetes.Controller.Tests.Informers;

/// <summary>The store and the handlers, driven directly through the side that the reflector drives.</summary>
public sealed class InformerTests
{
    private Informer<string> _informer = null!;
    private Recorder _recorder = null!;

    private IReflectorSink<string> Sink => _informer;

    [SetUp]
    public void Start()
    {
        Dictionary<string, IndexFunction<string>> indexers = new() { ["letter"] = (_, text) => text.Split(','), ["namespace"] = (key, _) => [key.Namespace ?? ""] };
        _informer = new Informer<string>(new ScriptedReader(), new InformerOptions<string> { Name = "things", Indexers = indexers }, NullLogger.Instance);
        _recorder = new Recorder(_informer);
    }

    [Test]
    public void Handlers_are_told_of_the_differences_alone_when_a_list_replaces_the_store()
    {
        _informer.Subscribe(_recorder);
        Sink.Replace([Entry("a", "1", "x"), Entry("b", "2", "y"), Entry("c", "3", "z")]);
        _recorder.Calls.Clear();

        Sink.Replace([Entry("b", "2", "same version, not looked at"), Entry("c", "9", "zz"), Entry("d", "5", "w")]);

        Assert.That(_recorder.Calls, Is.EqualTo(new[] { "update c z->zz", "add d w", "delete a x" }));
        Assert.That(_informer.Store.Get(Key("b")), Is.EqualTo("y"));
    }

    [Test]
    public void The_store_has_a_change_before_handlers_are_told()
    {
        _informer.Subscribe(_recorder);
        _recorder.ReadsStore = true;

        Sink.Replace([Entry("a", "1", "x")]);
        Sink.Apply(Event(WatchEventType.Modified, "a", "2", "y"));
        Sink.Apply(Event(WatchEventType.Deleted, "a", "3", "y"));

        Assert.That(_recorder.Calls, Is.EqualTo(new[] { "add a x [x]", "update a x->y [y]", "delete a y []" }));
    }

    [Test]
    public void A_deletion_that_was_missed_is_told_with_the_last_known_object()
    {
        _informer.Subscribe(_recorder);
        Sink.Replace([Entry("a", "1", "x")]);
        Sink.Replace([]);

        Assert.That(_recorder.Calls.Last(), Is.EqualTo("delete a x"));
    }

    [Test]
    public void A_deletion_of_what_was_never_seen_is_told_to_nobody()
    {
        _informer.Subscribe(_recorder);
        Sink.Apply(Event(WatchEventType.Deleted, "a", "3", "y"));

        Assert.That(_recorder.Calls, Is.Empty);
    }

    [Test]
    public void A_late_handler_is_told_of_everything_that_is_there_and_one_that_has_gone_of_nothing()
    {
        Sink.Replace([Entry("a", "1", "x"), Entry("b", "1", "y")]);
        IDisposable subscription = _informer.Subscribe(_recorder);
        Assert.That(_recorder.Calls, Is.EqualTo(new[] { "add a x", "add b y" }));

        subscription.Dispose();
        subscription.Dispose();
        Sink.Apply(Event(WatchEventType.Added, "c", "2", "z"));

        Assert.That(_recorder.Calls, Has.Count.EqualTo(2));
    }

    [Test]
    public void A_handler_that_throws_harms_nobody_else()
    {
        _informer.Subscribe(new KeyHandler<string>((_, _) => throw new InvalidOperationException("boom")));
        _informer.Subscribe(_recorder);

        Sink.Replace([Entry("a", "1", "x")]);

        Assert.That(_recorder.Calls, Is.EqualTo(new[] { "add a x" }));
    }

    [Test]
    public void A_projection_that_gives_null_leaves_the_object_out()
    {
        _informer.Subscribe(_recorder);
        Sink.Replace([Entry("a", "1", "x"), Entry("b", "1", null!)]);
        Sink.Apply(Event(WatchEventType.Modified, "a", "2", null));
        Sink.Apply(Event(WatchEventType.Modified, "b", "3", "y"));

        Assert.That(_recorder.Calls, Is.EqualTo(new[] { "add a x", "delete a x", "add b y" }));
        Assert.That(_informer.Store.Keys(), Is.EqualTo(new[] { Key("b") }));
    }

    [Test]
    public void Objects_are_found_by_index_as_they_change()
    {
        IIndexedStore<string> store = _informer.Store;
        Sink.Replace([Entry("a", "1", "x,y"), Entry("b", "1", "y")]);
        Assert.That(store.KeysByIndex("letter", "y"), Is.EquivalentTo(new[] { Key("a"), Key("b") }));

        Sink.Apply(Event(WatchEventType.Modified, "a", "2", "x"));
        Sink.Apply(Event(WatchEventType.Deleted, "b", "3", "y"));

        Assert.Multiple(() =>
        {
            Assert.That(store.ByIndex("letter", "y"), Is.Empty);
            Assert.That(store.ByIndex("letter", "x"), Is.EqualTo(new[] { "x" }));
            Assert.That(store.ByIndex("namespace", "ns"), Is.EqualTo(new[] { "x" }));
            Assert.That(store.List("other"), Is.Empty);
            Assert.That(store.ResourceVersionOf(Key("a")), Is.EqualTo("2"));
            Assert.That(() => store.ByIndex("nope", "x"), Throws.ArgumentException);
        });
    }

    private static NamespacedName Key(string name) => new("ns", name);

    private static ResourceEntry<string> Entry(string name, string version, string text) => new(Key(name), version, text);

    private static WatchEvent<string> Event(WatchEventType type, string name, string version, string? text) => new(type, Key(name), text, version);

    private sealed class Recorder(Informer<string> informer) : IResourceEventHandler<string>
    {
        public List<string> Calls { get; } = [];

        public bool ReadsStore { get; set; }

        public void OnAdded(NamespacedName key, string resource) => Add($"add {key.Name} {resource}", key);

        public void OnUpdated(NamespacedName key, string old, string resource) => Add($"update {key.Name} {old}->{resource}", key);

        public void OnDeleted(NamespacedName key, string last) => Add($"delete {key.Name} {last}", key);

        private void Add(string call, NamespacedName key) => Calls.Add(ReadsStore ? $"{call} [{informer.Store.Get(key)}]" : call);
    }
}
