using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Tests.Scripted;
using Steersman.Kubernetes.Controller.Informers;

namespace Steersman.Kubernetes.Controller.Tests.Informers;

public sealed class SharedInformersTests
{
    private static readonly InformerKey Pods = new(new GroupVersionKind("", "v1", "Pod"), "all");

    private SharedInformers _shared = null!;
    private CancellationTokenSource _stop = null!;

    [SetUp]
    public void Start()
    {
        _shared = new SharedInformers();
        _stop = new CancellationTokenSource();
    }

    [TearDown]
    public void Stop() => _stop.Dispose();

    [Test]
    public async Task One_informer_serves_all_and_stops_with_the_last_user()
    {
        Task running = _shared.RunAsync(_stop.Token);
        FakeInformer made = new();
        using InformerLease<string> first = _shared.Acquire<string>(Pods, () => made);
        using InformerLease<string> second = _shared.Acquire<string>(Pods, () => throw new InvalidOperationException("there is one"));
        await made.Started.Task.WaitAsync(Deadline.Time);
        Assert.That(second.Informer, Is.SameAs(first.Informer));

        first.Dispose();
        first.Dispose();
        Assert.That(made.Ended.Task.IsCompleted, Is.False);
        second.Dispose();
        await made.Ended.Task.WaitAsync(Deadline.Time);

        using InformerLease<string> again = _shared.Acquire<string>(Pods, () => new FakeInformer());
        Assert.That(again.Informer, Is.Not.SameAs(made));
        await EndAsync(running);
    }

    [Test]
    public async Task Informers_that_were_asked_for_before_the_start_run_from_the_start_and_all_end_with_it()
    {
        FakeInformer made = new();
        using InformerLease<string> lease = _shared.Acquire<string>(Pods, () => made);
        Assert.That(made.Started.Task.IsCompleted, Is.False);

        Task running = _shared.RunAsync(_stop.Token);
        await made.Started.Task.WaitAsync(Deadline.Time);
        await EndAsync(running);

        Assert.That(made.Ended.Task.IsCompleted, Is.True);
    }

    [Test]
    public void Users_who_disagree_on_the_type_are_told()
    {
        using InformerLease<string> lease = _shared.Acquire<string>(Pods, () => new FakeInformer());

        Assert.Throws<InvalidOperationException>(() => _shared.Acquire<Version>(Pods, () => null!));
    }

    [Test]
    public async Task An_informer_that_fails_is_not_hidden()
    {
        Task running = _shared.RunAsync(_stop.Token);
        using InformerLease<string> lease = _shared.Acquire<string>(Pods, () => new FakeInformer { Failure = new InvalidOperationException("a bug") });

        await Assert.ThrowsAsync<InvalidOperationException>(() => running.WaitAsync(Deadline.Time));
    }

    private async Task EndAsync(Task running)
    {
        await _stop.CancelAsync();
        await Assert.CatchAsync<OperationCanceledException>(() => running.WaitAsync(Deadline.Time));
    }

    private sealed class FakeInformer : IInformer<string>
    {
        public TaskCompletionSource Started { get; } = new();

        public TaskCompletionSource Ended { get; } = new();

        public Exception? Failure { get; init; }

        public IIndexedStore<string> Store => throw new NotSupportedException();

        public bool HasSynced => false;

        public Task WaitForSyncAsync(CancellationToken ct) => Task.CompletedTask;

        public IDisposable Subscribe(IResourceEventHandler<string> handler) => throw new NotSupportedException();

        public async Task RunAsync(CancellationToken ct)
        {
            Started.SetResult();
            try
            {
                if (Failure is not null)
                {
                    throw Failure;
                }

                await Task.Delay(Timeout.Infinite, ct);
            }
            finally
            {
                Ended.SetResult();
            }
        }
    }
}
