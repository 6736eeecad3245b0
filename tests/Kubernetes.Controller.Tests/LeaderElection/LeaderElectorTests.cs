using Microsoft.Extensions.Logging.Abstractions;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Tests.Scripted;
using Steersman.Kubernetes.Controller.LeaderElection;

namespace Steersman.Kubernetes.Controller.Tests.LeaderElection;

public sealed class LeaderElectorTests
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(2);

    private SharedLease _lease = null!;
    private ManualTimeProvider _time = null!;
    private CancellationTokenSource _stop = null!;

    [SetUp]
    public void Start()
    {
        _lease = new SharedLease();
        _time = new ManualTimeProvider();
        _stop = new CancellationTokenSource();
    }

    [TearDown]
    public void Stop() => _stop.Dispose();

    [Test]
    public async Task The_first_to_come_makes_the_lease_and_leads()
    {
        Candidate a = Run("a");
        await a.Leads;

        Lease lease = _lease.Read()!;
        Assert.That((lease.HolderIdentity, lease.LeaseDurationSeconds, lease.LeaseTransitions), Is.EqualTo(("a", 15L, 0L)));
        Assert.That(lease.Content["spec"]!["renewTime"]!.GetValue<string>(), Is.EqualTo("2026-01-01T00:00:00.000000Z"));
        Assert.That((a.Elector.IsLeader, a.Elector.Guard.Remaining), Is.EqualTo((true, TimeSpan.FromSeconds(15))));
        await EndAsync(a);
    }

    [Test]
    public async Task A_lease_whose_acquisition_took_long_is_renewed_before_it_is_used()
    {
        Candidate a = new(_lease, "a", _time);
        a.Lock.Written = _ =>
        {
            a.Lock.Written = null;
            _time.Advance(TimeSpan.FromSeconds(9));
        };
        a.Start(_stop.Token);
        await a.Leads;

        Assert.That((a.Lock.Writes, a.Elector.Guard.Remaining), Is.EqualTo((2, TimeSpan.FromSeconds(15))));
        await EndAsync(a);
    }

    [Test]
    public async Task A_renewal_is_one_request()
    {
        Candidate a = Run("a");
        await a.Leads;
        int reads = a.Lock.Reads;
        for (int i = 0; i < 10; i++)
        {
            await RenewAsync(a);
        }

        Assert.That((a.Lock.Reads - reads, _lease.Read()!.LeaseTransitions), Is.EqualTo((0, 0L)));
        Assert.That(a.Elector.Guard.Remaining, Is.GreaterThan(TimeSpan.FromSeconds(12)));
        await EndAsync(a);
    }

    [Test]
    public async Task The_lease_is_given_back_on_shutdown_after_the_work_has_ended_and_the_next_leads_at_once()
    {
        Candidate a = Run("a");
        await a.Leads;
        using CancellationTokenSource other = new();
        TaskCompletionSource leads = new();
        FakeLeaseLock second = new(_lease, "b");
        LeaderElector b = new(second, new LeaderElectionOptions(), _time, NullLogger.Instance);
        Task running = b.RunAsync(ct => Lead(leads, ct), other.Token);

        bool wasHeldWhileWorking = false;
        a.WhenStopping = () => wasHeldWhileWorking = _lease.Read()!.HolderIdentity == "a" && a.Elector.IsLeader;
        await EndAsync(a);
        Assert.That((wasHeldWhileWorking, _lease.Read()!.HolderIdentity), Is.EqualTo((true, "")));
        await _time.TimerAsync(Retry);
        _time.Advance(Retry);

        await leads.Task.WaitAsync(Deadline.Time);
        Assert.That(_lease.Read()!.LeaseTransitions, Is.EqualTo(1));
        await other.CancelAsync();
        await running.WaitAsync(Deadline.Time);
    }

    [Test]
    public async Task Work_that_ends_by_itself_gives_the_lease_back()
    {
        LeaderElector elector = new(new FakeLeaseLock(_lease, "a"), new LeaderElectionOptions(), _time, NullLogger.Instance);

        await elector.RunAsync(_ => Task.CompletedTask, _stop.Token).WaitAsync(Deadline.Time);

        Assert.That((_lease.Read()!.HolderIdentity, elector.IsLeader, elector.Guard.Lost.IsCancellationRequested), Is.EqualTo(("", false, true)));
    }

    [Test]
    public async Task A_leader_that_cannot_renew_stops_at_the_renew_deadline_and_renews_nothing_after_that()
    {
        Candidate a = Run("a");
        await a.Leads;
        CancellationToken guard = a.Elector.Guard.Lost;
        a.Lock.IsCut = true;

        _time.Advance(TimeSpan.FromSeconds(9.9));
        Assert.That((guard.IsCancellationRequested, a.Work.IsCancellationRequested), Is.EqualTo((false, false)));
        _time.Advance(TimeSpan.FromSeconds(0.2));

        Assert.That((guard.IsCancellationRequested, a.Work.IsCancellationRequested, a.Elector.Guard.Remaining), Is.EqualTo((true, true, TimeSpan.Zero)));
        a.Lock.IsCut = false;
        int writes = a.Lock.Writes;
        await Assert.ThrowsAsync<LeadershipLostException>(() => a.Running.WaitAsync(Deadline.Time));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.That((a.Lock.Writes - writes, _lease.Read()!.HolderIdentity), Is.EqualTo((0, "a")), "a lost lease is not written, not even to give it back");
    }

    [Test]
    public async Task A_renewal_that_hangs_does_not_keep_leadership_alive()
    {
        Candidate a = Run("a");
        await a.Leads;
        await _time.TimerAsync(Retry);
        a.Lock.Hangs = true;

        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.That(a.Work.IsCancellationRequested, Is.True);
        await Assert.ThrowsAsync<LeadershipLostException>(() => a.Running.WaitAsync(Deadline.Time));
    }

    [Test]
    public async Task A_leader_whose_lease_was_taken_stops_at_once()
    {
        Candidate a = Run("a");
        await a.Leads;
        _lease.Write(lease => lease.HolderIdentity = "b");
        await _time.TimerAsync(Retry);

        _time.Advance(Retry);

        await Assert.ThrowsAsync<LeadershipLostException>(() => a.Running.WaitAsync(Deadline.Time));
        Assert.That((_lease.Read()!.HolderIdentity, a.Elector.ObservedHolder), Is.EqualTo(("b", "b")));
    }

    [Test]
    public async Task Others_wait_for_the_lease_duration_after_the_last_change_they_saw_whatever_the_clocks_say()
    {
        _lease.Write(lease =>
        {
            lease.HolderIdentity = "gone";
            lease.LeaseDurationSeconds = 15;
            lease.RenewTime = _time.GetUtcNow() - TimeSpan.FromHours(3);
        });
        Candidate b = Run("b");
        await _time.TimerAsync(Retry);
        _time.WallClockError = TimeSpan.FromHours(-5);
        for (int i = 0; i < 7; i++)
        {
            await PassAsync();
        }

        Assert.That(b.Leads.IsCompleted, Is.False, "14 s after the first look");
        await PassAsync();
        await b.Leads;
        Assert.That(_lease.Read()!.LeaseTransitions, Is.EqualTo(1));
        await EndAsync(b);
    }

    [Test]
    public async Task A_step_of_the_wall_clock_neither_ends_nor_lengthens_leadership()
    {
        Candidate a = Run("a");
        await a.Leads;
        _time.WallClockError = TimeSpan.FromDays(1);
        await RenewAsync(a);
        Assert.That(a.Elector.IsLeader, Is.True);

        _time.WallClockError = TimeSpan.FromDays(-1);
        a.Lock.IsCut = true;
        _time.Advance(TimeSpan.FromSeconds(10));

        await Assert.ThrowsAsync<LeadershipLostException>(() => a.Running.WaitAsync(Deadline.Time));
    }

    [Test]
    public async Task One_failed_renewal_is_no_loss()
    {
        Candidate a = Run("a");
        await a.Leads;
        a.Lock.IsCut = true;
        await PassAsync();
        await _time.TimerAsync(Retry);
        a.Lock.IsCut = false;
        await RenewAsync(a);

        Assert.That((a.Elector.IsLeader, a.Work.IsCancellationRequested), Is.EqualTo((true, false)));
        await EndAsync(a);
    }

    [TestCase(10, 10, 2)]
    [TestCase(15, 2, 2)]
    [TestCase(15, 2.4, 2)]
    [TestCase(15, 10, 0)]
    public void Times_that_do_not_fit_together_are_refused(double lease, double renew, double retry) => Assert.Throws<ArgumentException>(() => _ = new LeaderElector(
        new FakeLeaseLock(_lease, "a"),
        new LeaderElectionOptions { LeaseDuration = TimeSpan.FromSeconds(lease), RenewDeadline = TimeSpan.FromSeconds(renew), RetryPeriod = TimeSpan.FromSeconds(retry) },
        _time,
        NullLogger.Instance));

    private static async Task Lead(TaskCompletionSource leads, CancellationToken ct)
    {
        leads.SetResult();
        await Task.Delay(Timeout.Infinite, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private Candidate Run(string identity)
    {
        Candidate candidate = new(_lease, identity, _time);
        candidate.Start(_stop.Token);
        return candidate;
    }

    private async Task RenewAsync(Candidate candidate)
    {
        TaskCompletionSource written = new(TaskCreationOptions.RunContinuationsAsynchronously);
        candidate.Lock.Written = _ => written.TrySetResult();
        await PassAsync();
        await written.Task.WaitAsync(Deadline.Time);
        await _time.TimerAsync(Retry);
    }

    private async Task PassAsync()
    {
        await _time.TimerAsync(Retry);
        _time.Advance(Retry);
    }

    private async Task EndAsync(Candidate candidate)
    {
        await _stop.CancelAsync();
        await candidate.Running.WaitAsync(Deadline.Time);
    }

    private sealed class Candidate
    {
        private readonly TaskCompletionSource _leads = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal Candidate(SharedLease lease, string identity, TimeProvider time)
        {
            Lock = new FakeLeaseLock(lease, identity);
            Elector = new LeaderElector(Lock, new LeaderElectionOptions(), time, NullLogger.Instance);
        }

        internal FakeLeaseLock Lock { get; }

        internal LeaderElector Elector { get; }

        internal Task Leads => _leads.Task.WaitAsync(Deadline.Time);

        internal CancellationToken Work { get; private set; }

        internal Action? WhenStopping { get; set; }

        internal Task Running { get; private set; } = Task.CompletedTask;

        internal void Start(CancellationToken ct) => Running = Elector.RunAsync(
            async work =>
            {
                Work = work;
                _leads.SetResult();
                await Task.Delay(Timeout.Infinite, work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                WhenStopping?.Invoke();
            },
            ct);
    }
}
