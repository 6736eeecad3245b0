using System.Collections.Concurrent;
using Steersman.Kubernetes.Client.Tests.Scripted;
using Steersman.Kubernetes.Controller.Queues;

namespace Steersman.Kubernetes.Controller.Tests.Queues;

public sealed class WorkQueueTests
{
    private ManualTimeProvider _time = null!;
    private WorkQueue<string> _queue = null!;

    [SetUp]
    public void Start()
    {
        _time = new ManualTimeProvider();
        _queue = new WorkQueue<string>("test", null, _time);
    }

    [TearDown]
    public void Stop() => _queue.Dispose();

    [Test]
    public async Task A_key_waits_at_most_once()
    {
        _queue.Add("a");
        _queue.Add("b");
        _queue.Add("a");

        using WorkLease<string> first = await TakeAsync();
        using WorkLease<string> second = await TakeAsync();

        Assert.That((first.Key, second.Key, _queue.Depth), Is.EqualTo(("a", "b", 0)));
    }

    [Test]
    public async Task A_key_that_is_added_while_it_is_worked_on_comes_again_after_that_and_only_once()
    {
        _queue.Add("a");
        WorkLease<string> lease = await TakeAsync();
        _queue.Add("a");
        _queue.Add("a");
        Assert.That(_queue.Depth, Is.Zero);

        lease.Dispose();
        Assert.That(_queue.Depth, Is.EqualTo(1));
        (await TakeAsync()).Dispose();
        Assert.That(_queue.Depth, Is.Zero);
    }

    [Test]
    public async Task A_lease_that_is_disposed_twice_does_not_free_the_next_one()
    {
        _queue.Add("a");
        WorkLease<string> first = await TakeAsync();
        first.Dispose();
        _queue.Add("a");
        using WorkLease<string> second = await TakeAsync();
        first.Dispose();
        _queue.Add("a");

        Assert.That(_queue.Depth, Is.Zero, "the second lease is still out");
    }

    [Test]
    public async Task Urgent_keys_go_first_and_the_others_have_every_fifth_turn()
    {
        foreach (string key in new[] { "a", "b", "c" })
        {
            _queue.Add(key);
        }

        for (int number = 0; number < 6; number++)
        {
            _queue.Add($"urgent{number}", isUrgent: true);
        }

        Assert.That(await TakeAllAsync(), Is.EqualTo(new[] { "urgent0", "urgent1", "urgent2", "urgent3", "a", "urgent4", "urgent5", "b", "c" }));
    }

    [Test]
    public async Task A_waiting_key_that_becomes_urgent_comes_once()
    {
        foreach (string key in new[] { "a", "b", "c" })
        {
            _queue.Add(key);
        }

        _queue.Add("b", isUrgent: true);
        _queue.Add("b", isUrgent: true);
        _queue.Add("b");

        Assert.That(_queue.Depth, Is.EqualTo(3));
        Assert.That(await TakeAllAsync(), Is.EqualTo(new[] { "b", "a", "c" }));
        _queue.Add("b");
        Assert.That(await TakeAllAsync(), Is.EqualTo(new[] { "b" }));
    }

    [Test]
    public async Task A_key_that_becomes_urgent_while_it_is_worked_on_comes_first_after_that()
    {
        _queue.Add("a");
        WorkLease<string> lease = await TakeAsync();
        _queue.Add("b");
        _queue.Add("a", isUrgent: true);
        lease.Dispose();

        Assert.That(await TakeAllAsync(), Is.EqualTo(new[] { "a", "b" }));
    }

    private async Task<List<string>> TakeAllAsync()
    {
        List<string> keys = [];
        while (_queue.Depth > 0)
        {
            using WorkLease<string> lease = await TakeAsync();
            keys.Add(lease.Key);
        }

        return keys;
    }

    [Test]
    public void Of_several_delays_the_earliest_holds()
    {
        _queue.AddAfter("a", TimeSpan.FromSeconds(10));
        _queue.AddAfter("a", TimeSpan.FromSeconds(5));
        _queue.AddAfter("a", TimeSpan.FromSeconds(20));
        _queue.AddAfter("b", TimeSpan.FromSeconds(7));

        _time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.That(_queue.Depth, Is.Zero);
        _time.Advance(TimeSpan.FromSeconds(0.2));
        Assert.That(_queue.Depth, Is.EqualTo(1));
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.That(_queue.Depth, Is.EqualTo(2));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.That(_queue.Depth, Is.EqualTo(2), "the later delays of a are void");
    }

    [Test]
    public void A_delay_may_be_longer_than_any_timer()
    {
        _queue.AddAfter("a", TimeSpan.FromDays(100));

        _time.Advance(TimeSpan.FromDays(99));
        Assert.That(_queue.Depth, Is.Zero);
        _time.Advance(TimeSpan.FromDays(1.1));
        Assert.That(_queue.Depth, Is.EqualTo(1));
    }

    [Test]
    public void A_delay_that_is_not_positive_means_now([Values(0, -5)] int seconds)
    {
        _queue.AddAfter("a", TimeSpan.FromSeconds(seconds));

        Assert.That(_queue.Depth, Is.EqualTo(1));
    }

    [Test]
    public void A_key_that_fails_waits_twice_as_long_each_time_until_it_is_forgotten()
    {
        ExponentialRateLimiter<string> limiter = new(new ExponentialRateLimiterOptions(), _time);

        Assert.That(Enumerable.Range(0, 4).Select(_ => limiter.When("a").TotalMilliseconds), Is.EqualTo(new[] { 5, 10, 20, 40 }));
        Assert.That(limiter.NumRequeues("a"), Is.EqualTo(4));
        limiter.Forget("a");
        Assert.That((limiter.NumRequeues("a"), limiter.When("a").TotalMilliseconds), Is.EqualTo((0, 5)));
    }

    [Test]
    public void A_key_that_fails_for_ever_waits_no_longer_than_the_maximum()
    {
        ExponentialRateLimiter<string> limiter = new(new ExponentialRateLimiterOptions { TokensPerSecond = 1e9 }, _time);

        Assert.That(Enumerable.Range(0, 200).Select(_ => limiter.When("a")).ToArray()[^1], Is.EqualTo(TimeSpan.FromSeconds(1000)));
    }

    [Test]
    public void All_keys_share_a_bucket()
    {
        ExponentialRateLimiter<int> limiter = new(new ExponentialRateLimiterOptions(), _time);
        TimeSpan[] waits = [.. Enumerable.Range(0, 120).Select(limiter.When)];

        Assert.That(waits[..100], Is.All.EqualTo(TimeSpan.FromMilliseconds(5)));
        Assert.That(waits[119].TotalSeconds, Is.EqualTo(2).Within(0.001));
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.That(limiter.When(1000), Is.EqualTo(TimeSpan.FromMilliseconds(5)));
    }

    [Test]
    public async Task A_taker_that_is_cancelled_loses_no_key()
    {
        using CancellationTokenSource stop = new();
        Task<WorkLease<string>> taker = _queue.TakeAsync(stop.Token).AsTask();
        await stop.CancelAsync();
        _queue.Add("a");

        await Assert.CatchAsync<OperationCanceledException>(() => taker.WaitAsync(Deadline.Time));
        Assert.That((await TakeAsync()).Key, Is.EqualTo("a"));
    }

    [Test]
    public async Task A_queue_that_is_shut_down_gives_what_is_ready_and_then_ends_every_taker()
    {
        _queue.Add("a");
        _queue.AddAfter("b", TimeSpan.FromSeconds(1));
        _queue.ShutDown();
        _queue.Add("c");

        using (WorkLease<string> lease = await TakeAsync())
        {
            Assert.That(lease.Key, Is.EqualTo("a"));
        }

        Task<WorkLease<string>>[] takers = [.. Enumerable.Range(0, 3).Select(_ => _queue.TakeAsync(Deadline.None).AsTask())];
        foreach (Task taker in takers)
        {
            await Assert.CatchAsync<OperationCanceledException>(() => taker.WaitAsync(Deadline.Time));
        }
    }

    [Test]
    public async Task Under_load_no_key_is_worked_on_twice_at_once_and_no_add_is_lost()
    {
        const int Keys = 50;
        using WorkQueue<int> queue = new("load");
        int[] added = new int[Keys];
        int[] seen = new int[Keys];
        ConcurrentDictionary<int, bool> working = new();
        int overlaps = 0;
        using CancellationTokenSource stop = new();
        Task[] workers = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (true)
            {
                using WorkLease<int> lease = await queue.TakeAsync(stop.Token);
                if (!working.TryAdd(lease.Key, true))
                {
                    Interlocked.Increment(ref overlaps);
                }

                Volatile.Write(ref seen[lease.Key], Volatile.Read(ref added[lease.Key]));
                working.TryRemove(lease.Key, out bool _);
            }
        }))];
        await Task.WhenAll(Enumerable.Range(0, 3).Select(producer => Task.Run(() =>
        {
            Random random = new(producer);
            for (int i = 0; i < 40_000; i++)
            {
                int key = random.Next(Keys);
                Interlocked.Increment(ref added[key]);
                if (i % 16 == 0)
                {
                    queue.AddAfter(key, TimeSpan.FromMilliseconds(1));
                }

                queue.Add(key);
            }
        })));

        queue.ShutDown();
        foreach (Task worker in workers)
        {
            await Assert.CatchAsync<OperationCanceledException>(() => worker.WaitAsync(Deadline.Time));
        }

        Assert.That(overlaps, Is.Zero);
        Assert.That(seen, Is.EqualTo(added));
    }

    [Test]
    public async Task The_metrics_of_a_queue_say_what_it_does()
    {
        using MetricsRecorder metrics = new(ControllerMeter.Name, "name", "measured");
        using WorkQueue<string> queue = new("measured", null, _time);
        queue.Add("a");
        queue.Add("a");
        queue.AddRateLimited("b");
        _time.Advance(TimeSpan.FromSeconds(2));
        WorkLease<string> lease = await queue.TakeAsync(Deadline.None);
        _time.Advance(TimeSpan.FromSeconds(3));
        metrics.Observe();

        Assert.Multiple(() =>
        {
            Assert.That(metrics.Sum("workqueue_adds_total"), Is.EqualTo(2));
            Assert.That(metrics.Sum("workqueue_retries_total"), Is.EqualTo(1));
            Assert.That(metrics.Last("workqueue_depth"), Is.EqualTo(1));
            Assert.That(metrics.Last("workqueue_queue_duration_seconds"), Is.EqualTo(2));
            Assert.That(metrics.Last("workqueue_unfinished_work_seconds"), Is.EqualTo(3));
            Assert.That(metrics.Last("workqueue_longest_running_processor_seconds"), Is.EqualTo(3));
        });
        lease.Dispose();
        Assert.That(metrics.Last("workqueue_work_duration_seconds"), Is.EqualTo(3));
    }

    private async Task<WorkLease<string>> TakeAsync() => await _queue.TakeAsync(Deadline.None).AsTask().WaitAsync(Deadline.Time);
}
