using Steersman.Kubernetes.Status.Causes;
using Steersman.Kubernetes.Status.Rollouts;

namespace Steersman.Kubernetes.Status.Tests.Causes;

/// <summary>Processes that die: what restarts, exit codes and times make of them.</summary>
public sealed class CrashTests
{
    /// <summary>As kubelet 1.36 shows it: terminated for the whole back-off, waiting only for an instant, restarts at about 1, 11 and 31 s.</summary>
    private static RolloutScene CrashLoop136(out PodStory pod, int exitCode = 1)
    {
        RolloutScene scene = RolloutScene.OfDeployment();
        pod = RolloutScene.NewPod();
        scene.See(0.2, pod.Waiting("ContainerCreating"));
        scene.See(0.9, pod.Running());
        scene.See(1.4, pod.Terminated(exitCode, RolloutScene.At(1)));
        scene.See(1.6, pod.Restarted());
        scene.See(2.1, pod.Terminated(exitCode, RolloutScene.At(2)));
        scene.See(12.0, pod.Waiting("CrashLoopBackOff", "back-off 10s"));
        scene.See(12.1, pod.Restarted());
        scene.See(12.6, pod.Terminated(exitCode, RolloutScene.At(12)));
        return scene;
    }

    [Test]
    public void A_crash_loop_is_judged_by_three_restarts_and_45_seconds_though_its_waiting_reason_is_hardly_seen()
    {
        RolloutScene scene = CrashLoop136(out PodStory pod);
        Assert.That(scene.FailureAt(31), Is.Null, "two restarts");
        scene.See(32.1, pod.Restarted());
        scene.See(32.6, pod.Terminated(1, RolloutScene.At(32)));
        RolloutState before = scene.Judge(44);
        RolloutState after = scene.Judge(46);
        Assert.Multiple(() =>
        {
            Assert.That(before.Failure, Is.Null, "too early");
            Assert.That(before.NextCheckAt, Is.EqualTo(RolloutScene.At(45)).Within(TimeSpan.FromSeconds(1)), "woken without any event");
            Assert.That(scene.FailureAt((before.NextCheckAt!.Value - RolloutScene.T0).TotalSeconds), Is.EqualTo(CauseCode.CrashLoop));
            Assert.That(after.Failure!.Summary, Is.EqualTo("Deployment/web: container app in pod web-h1-a is in CrashLoopBackOff (exit code 1, 3 restarts)"));
            Assert.That(after.Failure.ExitCode, Is.EqualTo(1));
            Assert.That(after.Failure.Restarts, Is.EqualTo(3));
            Assert.That(after.Failure.Reason, Is.EqualTo("CrashLoopBackOff"));
            Assert.That(after.Progress[0].ToString(), Is.EqualTo(after.Failure.Summary));
        });
    }

    [Test]
    public void Fast_restarts_alone_are_no_crash_loop_before_45_seconds()
    {
        RolloutScene scene = RolloutScene.OfDeployment();
        PodStory pod = RolloutScene.NewPod();
        for (int second = 1; second <= 8; second++)
        {
            scene.See(second, pod.Restarted());
            scene.See(second + 0.5, pod.Terminated(1, RolloutScene.At(second)));
        }

        Assert.Multiple(() =>
        {
            Assert.That(scene.FailureAt(44), Is.Null);
            Assert.That(scene.FailureAt(46.5), Is.EqualTo(CauseCode.CrashLoop));
        });
    }

    [Test]
    public void The_age_of_a_pod_is_the_servers_also_where_our_clock_is_an_hour_ahead()
    {
        RolloutScene scene = RolloutScene.OfDeployment();
        PodStory pod = RolloutScene.NewPod(created: -3600);
        scene.Options = scene.Options with { StartedAt = RolloutScene.At(-3600) };
        RolloutScene skewed = scene;
        skewed.See(1, pod.Restarts(0).Running());
        skewed.See(2, pod.Terminated(1, RolloutScene.At(-3598)));
        skewed.See(3, pod.Restarts(3).Terminated(1, RolloutScene.At(-3597)));
        Assert.Multiple(() =>
        {
            Assert.That(skewed.FailureAt(40), Is.Null);
            Assert.That(skewed.FailureAt(46), Is.EqualTo(CauseCode.CrashLoop));
        });
    }

    [Test]
    public void A_watch_that_begins_late_takes_the_age_from_the_pods_own_times()
    {
        RolloutScene scene = RolloutScene.OfDeployment();
        scene.See(60, RolloutScene.NewPod().Restarts(4).Terminated(1, RolloutScene.At(58)));
        Assert.That(scene.FailureAt(60), Is.EqualTo(CauseCode.CrashLoop));
    }

    [TestCase(0, false)]
    [TestCase(1, true)]
    [TestCase(137, true)]
    public void Only_a_bad_end_counts(int exitCode, bool fails)
    {
        RolloutScene scene = CrashLoop136(out PodStory pod, exitCode);
        scene.See(32.1, pod.Restarted());
        scene.See(32.6, pod.Terminated(exitCode, RolloutScene.At(32), exitCode == 0 ? "Completed" : "Error"));
        Assert.That(scene.FailureAt(60), Is.EqualTo(fails ? CauseCode.CrashLoop : (CauseCode?)null));
    }

    [Test]
    public void A_pod_that_was_ready_for_ten_seconds_is_given_one_restart_more()
    {
        RolloutScene scene = CrashLoop136(out PodStory pod);
        scene.See(32, pod.Restarted().Ready(true, RolloutScene.At(32)));
        scene.See(43, pod.Terminated(1, RolloutScene.At(43)).Ready(false, RolloutScene.At(43)));
        RolloutState three = scene.Judge(60);
        scene.See(84, pod.Restarted());
        scene.See(85, pod.Terminated(1, RolloutScene.At(85)));
        Assert.Multiple(() =>
        {
            Assert.That(three.Failure, Is.Null);
            Assert.That(scene.FailureAt(86), Is.EqualTo(CauseCode.CrashLoop));
        });
    }

    [Test]
    public void A_pod_that_was_ready_for_nine_seconds_is_not()
    {
        RolloutScene scene = CrashLoop136(out PodStory pod);
        scene.See(32, pod.Restarted().Ready(true, RolloutScene.At(32)));
        scene.See(41, pod.Terminated(1, RolloutScene.At(41)).Ready(false, RolloutScene.At(41)));
        Assert.That(scene.FailureAt(60), Is.EqualTo(CauseCode.CrashLoop));
    }

    [Test]
    public void That_a_pod_of_the_revision_was_ready_is_remembered_when_it_is_gone()
    {
        RolloutScene scene = CrashLoop136(out PodStory pod);
        PodStory good = RolloutScene.NewPod("web-h1-b");
        scene.See(1, good.Running().Ready(true, RolloutScene.At(1)));
        scene.Gone(20, good);
        scene.See(32.1, pod.Restarted());
        scene.See(32.6, pod.Terminated(1, RolloutScene.At(32)));
        Assert.That(scene.FailureAt(60), Is.Null);
    }

    [Test]
    public void A_pod_that_came_up_in_the_end_is_no_failure()
    {
        RolloutScene scene = CrashLoop136(out PodStory pod);
        scene.See(32.1, pod.Restarted());
        scene.See(32.6, pod.Terminated(1, RolloutScene.At(32)));
        scene.See(40, pod.Restarted().Ready(true, RolloutScene.At(40)));
        Assert.That(scene.FailureAt(60), Is.Null);
    }

    [Test]
    public void Restarts_before_the_operation_do_not_count()
    {
        RolloutScene scene = RolloutScene.OfDeployment();
        PodStory old = RolloutScene.NewPod(created: -600);
        scene.See(0.1, old.Restarts(9).Terminated(1, RolloutScene.At(-5)));
        scene.See(5, old.Restarts(11).Terminated(1, RolloutScene.At(5)));
        Assert.That(scene.FailureAt(100), Is.Null, "two since the baseline");
        scene.See(101, old.Restarts(12).Terminated(1, RolloutScene.At(101)));
        Assert.That(scene.FailureAt(102), Is.EqualTo(CauseCode.CrashLoop));
    }

    [TestCase(1, false)]
    [TestCase(2, true)]
    public void Out_of_memory_needs_two_restarts_and_no_time(int restarts, bool fails)
    {
        RolloutScene scene = RolloutScene.OfDeployment();
        scene.See(2, RolloutScene.NewPod().Restarts(restarts).Terminated(137, RolloutScene.At(2), "OOMKilled"));
        RolloutState state = scene.Judge(3);
        Assert.That(state.Failure?.Code, Is.EqualTo(fails ? CauseCode.OOM : (CauseCode?)null));
        Assert.That(state.Progress[0].Message, Is.EqualTo($"container app in pod web-h1-a was OOMKilled (exit code 137, {(restarts == 1 ? "1 restart" : "2 restarts")})"));
    }

    [TestCase(128, "StartError", "exec: \"nope\": executable file not found in $PATH", 2, true)]
    [TestCase(128, "StartError", "exec format error", 1, false)]
    [TestCase(127, "Error", null, 2, true)]
    [TestCase(126, "ContainerCannotRun", "permission denied", 2, true)]
    public void What_cannot_be_run_needs_two_restarts(int exitCode, string reason, string? text, int restarts, bool fails)
    {
        RolloutScene scene = RolloutScene.OfDeployment();
        scene.See(2, RolloutScene.NewPod().Restarts(restarts).Terminated(exitCode, RolloutScene.At(2), reason, text));
        RolloutState state = scene.Judge(3);
        Assert.Multiple(() =>
        {
            Assert.That(state.Failure?.Code, Is.EqualTo(fails ? CauseCode.RunContainer : (CauseCode?)null));
            Assert.That(state.Progress[0].Message, Does.Contain(reason).And.Contain(text ?? ""));
        });
    }

    [Test]
    public void The_last_words_of_a_process_are_not_repeated()
    {
        RolloutScene scene = RolloutScene.OfDeployment();
        scene.See(2, RolloutScene.NewPod().Restarts(2).Terminated(127, RolloutScene.At(2), "Error", "password is hunter2"));
        Assert.That(scene.Judge(3).Failure!.Message, Does.Not.Contain("hunter2"));
    }

    [Test]
    public void Init_containers_count_and_are_called_so()
    {
        RolloutScene scene = RolloutScene.OfDeployment();
        PodStory pod = new("web-h1-a", "rs", RolloutScene.T0) { Container = "migrate", IsInit = true };
        scene.See(50, pod.Restarts(3).Terminated(3, RolloutScene.At(50)));
        Assert.That(scene.Judge(51).Failure!.Message, Is.EqualTo("init container migrate in pod web-h1-a is in CrashLoopBackOff (exit code 3, 3 restarts)"));
    }

    [Test]
    public void A_rule_can_be_turned_off_and_its_numbers_changed()
    {
        RolloutScene scene = CrashLoop136(out _);
        scene.Options = scene.Options with { FailFast = FailFastOptions.Default.With(CauseCode.CrashLoop, restarts: 2, after: TimeSpan.FromSeconds(20)) };
        Assert.That(scene.FailureAt(22), Is.EqualTo(CauseCode.CrashLoop));
        scene.Options = scene.Options with { FailFast = FailFastOptions.Default.With(CauseCode.CrashLoop, disabled: true, restarts: 2) };
        Assert.That(scene.FailureAt(200), Is.Null);
        scene.Options = scene.Options with { FailFast = FailFastOptions.Default.With(CauseCode.CrashLoop, restarts: 2) with { IsEnabled = false } };
        Assert.That(scene.FailureAt(200), Is.Null);
    }
}
