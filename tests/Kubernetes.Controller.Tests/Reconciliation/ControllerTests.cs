using Microsoft.Extensions.Logging.Abstractions;
using Steersman.Kubernetes.Client.Tests.Scripted;
using Steersman.Kubernetes.Controller.Queues;
using Steersman.Kubernetes.Controller.Reconciliation;

namespace Steersman.Kubernetes.Controller.Tests.Reconciliation;

public sealed class ControllerTests
{
    private ManualTimeProvider _time = null!;
    private WorkQueue<string> _queue = null!;
    private CancellationTokenSource _stop = null!;

    [SetUp]
    public void Start()
    {
        _time = new ManualTimeProvider();
        _queue = new WorkQueue<string>("controller", new ExponentialRateLimiter<string>(new ExponentialRateLimiterOptions(), _time), _time);
        _stop = new CancellationTokenSource();
    }

    [TearDown]
    public void Stop()
    {
        _queue.Dispose();
        _stop.Dispose();
    }

    [Test]
    public async Task A_reconcile_that_throws_is_tried_again_and_ends_no_worker()
    {
        TaskCompletionSource<int> done = new();
        int calls = 0;
        Task running = Run(1, (_, _) => ++calls < 3 ? throw new InvalidOperationException("boom") : Finish(done, calls));
        _queue.Add("a");

        await _time.TimerAsync(due => due.TotalMilliseconds is > 5 and < 7);
        Assert.That(_queue.NumRequeues("a"), Is.EqualTo(1));
        _time.Advance(TimeSpan.FromMilliseconds(6));
        await _time.TimerAsync(due => due.TotalMilliseconds is > 10 and < 12);
        _time.Advance(TimeSpan.FromMilliseconds(11));

        Assert.That(await done.Task.WaitAsync(Deadline.Time), Is.EqualTo(3));
        await EndAsync(running);
        Assert.That(_queue.NumRequeues("a"), Is.Zero, "a success forgets the failures");
    }

    [Test]
    public async Task A_terminal_failure_is_not_tried_again()
    {
        using MetricsRecorder metrics = new(ControllerMeter.Name, "controller", "tested");
        TaskCompletionSource<int> second = new();
        List<string> calls = [];
        Task running = Run(1, (key, _) =>
        {
            calls.Add(key);
            return key == "a" ? throw new TerminalException("no use") : Finish(second, 0);
        });
        _queue.Add("a");
        _queue.Add("b");
        await second.Task.WaitAsync(Deadline.Time);
        await EndAsync(running);

        Assert.That(calls, Is.EqualTo(new[] { "a", "b" }));
        Assert.That((_queue.NumRequeues("a"), _queue.Depth), Is.EqualTo((0, 0)));
        Assert.That((metrics.Sum("controller_runtime_reconcile_total", "terminal_error"), metrics.Sum("controller_runtime_reconcile_total", "success")), Is.EqualTo((1d, 1d)));
        Assert.That(metrics.Sum("controller_runtime_active_workers"), Is.Zero);
    }

    [Test]
    public async Task A_result_may_ask_to_look_again_later()
    {
        TaskCompletionSource<int> done = new();
        int calls = 0;
        Task running = Run(1, (_, _) => ++calls == 1 ? Task.FromResult(new ReconcileResult(TimeSpan.FromMinutes(5))) : Finish(done, calls));
        _queue.Add("a");
        await _time.TimerAsync(due => due >= TimeSpan.FromMinutes(5));

        _time.Advance(TimeSpan.FromMinutes(5.1));

        Assert.That(await done.Task.WaitAsync(Deadline.Time), Is.EqualTo(2));
        await EndAsync(running);
    }

    [Test]
    public async Task Workers_run_side_by_side_on_different_keys()
    {
        CountdownEvent together = new(3);
        Task running = Run(3, async (_, ct) =>
        {
            together.Signal();
            await Task.Run(() => together.Wait(Deadline.Time, ct), ct);
            return ReconcileResult.Done;
        });
        foreach (string key in (string[])["a", "b", "c"])
        {
            _queue.Add(key);
        }

        Assert.That(await Task.Run(() => together.Wait(Deadline.Time)), Is.True);
        await EndAsync(running);
    }

    [Test]
    public async Task A_stop_lets_running_work_end_within_its_grace_and_then_cancels_it()
    {
        TaskCompletionSource<CancellationToken> started = new();
        Task running = Run(1, async (_, ct) =>
        {
            started.SetResult(ct);
            await Task.Delay(Timeout.Infinite, ct);
            return ReconcileResult.Done;
        });
        _queue.Add("a");
        CancellationToken work = await started.Task.WaitAsync(Deadline.Time);

        await _stop.CancelAsync();
        Assert.That((work.IsCancellationRequested, running.IsCompleted), Is.EqualTo((false, false)));
        _time.Advance(TimeSpan.FromSeconds(10));

        await running.WaitAsync(Deadline.Time);
        Assert.That(_queue.NumRequeues("a"), Is.Zero, "a stop is no failure");
    }

    [Test]
    public async Task A_reconcile_that_takes_too_long_is_cancelled_and_tried_again()
    {
        TaskCompletionSource<int> done = new();
        int calls = 0;
        Task running = Run(1, async (_, ct) =>
        {
            if (++calls == 1)
            {
                await Task.Delay(Timeout.Infinite, ct);
            }

            return await Finish(done, calls);
        }, TimeSpan.FromSeconds(30));
        _queue.Add("a");
        await _time.TimerAsync(TimeSpan.FromSeconds(30));

        _time.Advance(TimeSpan.FromSeconds(30));
        await _time.TimerAsync(due => due.TotalMilliseconds is > 5 and < 7);
        _time.Advance(TimeSpan.FromMilliseconds(6));

        Assert.That(await done.Task.WaitAsync(Deadline.Time), Is.EqualTo(2));
        await EndAsync(running);
    }

    private static Task<ReconcileResult> Finish(TaskCompletionSource<int> done, int value)
    {
        done.TrySetResult(value);
        return Task.FromResult(ReconcileResult.Done);
    }

    private Task Run(int workers, Func<string, CancellationToken, Task<ReconcileResult>> reconcile, TimeSpan? timeout = null) =>
        new Controller<string>(
            "tested",
            new Reconciler(reconcile),
            _queue,
            new ControllerOptions { Workers = workers, TimeProvider = _time, ReconcileTimeout = timeout },
            NullLogger.Instance).RunAsync(_stop.Token);

    private async Task EndAsync(Task running)
    {
        await _stop.CancelAsync();
        await running.WaitAsync(Deadline.Time);
    }

    private sealed class Reconciler(Func<string, CancellationToken, Task<ReconcileResult>> reconcile) : IReconciler<string>
    {
        public Task<ReconcileResult> ReconcileAsync(string key, CancellationToken ct) => reconcile(key, ct);
    }
}
