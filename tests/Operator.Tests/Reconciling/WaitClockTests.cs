using Steersman.Kubernetes.Client.Http;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Hooks;
using Steersman.Operator.Reconciling;

namespace Steersman.Operator.Tests.Reconciling;

public sealed class WaitClockTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);

    private Clock _time = null!;
    private ServerPresence _presence = null!;
    private WaitClock _waits = null!;
    private OperationProgress _progress = null!;

    [SetUp]
    public void Begin()
    {
        _time = new Clock();
        _presence = new ServerPresence(_time);
        _waits = new WaitClock(_presence, _time);
        _progress = new OperationProgress("op-1", OperationPhase.Wait);
        Look();
        _progress.Deadline = _waits.After(_progress, Timeout);
    }

    [Test]
    public void Time_that_passes_moves_nothing()
    {
        _time.Pass(240);
        Look();
        Assert.That(_progress.Deadline, Is.EqualTo(Start + Timeout));
    }

    [Test]
    public void Time_without_a_server_does_not_count_while_it_lasts_and_after_it()
    {
        Answered();
        _time.Pass(10);
        Refused();
        _time.Pass(60);
        Look();
        Assert.That(_progress.Deadline, Is.EqualTo(Start + Timeout + TimeSpan.FromSeconds(60)));

        Answered();
        _time.Pass(30);
        Look();
        Assert.That(_progress.Deadline, Is.EqualTo(Start + Timeout + TimeSpan.FromSeconds(60)));
    }

    [Test]
    public void A_request_that_waited_in_vain_tells_that_nobody_answered_since_it_began_or_since_the_last_answer()
    {
        _time.Pass(10);
        Answered();
        _time.Pass(20);
        Failed(duration: 60, isCanceled: false);
        Look();
        Assert.That(_progress.Deadline, Is.EqualTo(Start + Timeout + TimeSpan.FromSeconds(20)));
    }

    [Test]
    public void What_the_operator_itself_did_not_want_any_more_says_nothing_of_the_server()
    {
        Failed(duration: 5, isCanceled: true);
        _time.Pass(100);
        Look();
        Assert.That(_progress.Deadline, Is.EqualTo(Start + Timeout));
    }

    [TestCase(3600)]
    [TestCase(-3600)]
    public void A_step_of_the_wall_clock_takes_the_deadlines_along(int seconds)
    {
        _progress.Hook = new HookRun("pre-install", 0, 0, "Job/a", HookRunState.Running) { Deadline = Start + Timeout, CheckAt = Start };
        _time.Step += TimeSpan.FromSeconds(seconds);
        Look();
        Assert.Multiple(() =>
        {
            Assert.That(_progress.Deadline, Is.EqualTo(Start + Timeout + _time.Step));
            Assert.That(_progress.Hook.Deadline, Is.EqualTo(Start + Timeout + _time.Step));
            Assert.That(_progress.Hook.CheckAt, Is.EqualTo(Start + _time.Step));
            Assert.That(_progress.Moved, Is.EqualTo(_time.Step));
        });
    }

    [Test]
    public void A_deadline_that_is_set_between_a_step_of_the_clock_and_the_next_look_is_right_after_it()
    {
        _time.Step -= TimeSpan.FromHours(1);
        _progress.Deadline = _waits.After(_progress, Timeout);
        Look();
        Assert.That(_progress.Deadline, Is.EqualTo(Start - TimeSpan.FromHours(1) + Timeout));
    }

    [Test]
    public void An_operation_that_another_process_began_is_given_the_outages_that_this_one_saw_since()
    {
        Refused();
        _time.Pass(100);
        Answered();
        _time.Pass(10);
        OperationProgress resumed = new("op-2", OperationPhase.Wait) { Deadline = Start + Timeout };
        _waits.MoveDeadlines(resumed, Start + TimeSpan.FromSeconds(40));
        Assert.That(resumed.Deadline, Is.EqualTo(Start + Timeout + TimeSpan.FromSeconds(60)));
    }

    [Test]
    public void The_return_of_the_server_is_told_once()
    {
        int returns = 0;
        _presence.OnReturn += () => returns++;
        Answered();
        Refused();
        Refused();
        Answered();
        Answered();
        Assert.That(returns, Is.EqualTo(1));
    }

    private void Look() => _waits.MoveDeadlines(_progress, Start);

    private void Answered() => _presence.Completed(new RequestOutcome("get", "", "pods", 200, TimeSpan.Zero));

    private void Refused() => Failed(0, isCanceled: false);

    private void Failed(double duration, bool isCanceled) => _presence.Completed(new RequestOutcome("get", "", "pods", 0, TimeSpan.FromSeconds(duration)) { IsCanceled = isCanceled });

    private sealed class Clock : TimeProvider
    {
        private long _passed;

        public TimeSpan Step { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _passed;

        public override DateTimeOffset GetUtcNow() => Start + TimeSpan.FromTicks(_passed) + Step;

        public void Pass(double seconds) => _passed += TimeSpan.FromSeconds(seconds).Ticks;
    }
}
