using Steersman.Kubernetes.Status.Causes;
using Steersman.Kubernetes.Status.Objects;
using Steersman.Kubernetes.Status.Rollouts;

namespace Steersman.Kubernetes.Status.Tests.Causes;

/// <summary>Containers that the kubelet ends for a liveness or startup probe: a process that ends well when it is told to shows nothing of that but the event.</summary>
public sealed class KilledTests
{
    private const string Failed = "Liveness probe failed: HTTP probe failed with statuscode: 404";

    [TestCase(0, "Completed", Failed)]
    [TestCase(143, "Error", Failed)]
    [TestCase(137, "Error", "Startup probe failed: dial tcp 10.0.0.7:80: connect: connection refused")]
    public void A_container_that_its_probe_ends_three_times_is_a_crash_loop(int exitCode, string reason, string text)
    {
        RolloutScene scene = RolloutScene.OfDeployment();
        PodStory pod = RolloutScene.NewPod();
        scene.View.Events.Add(Unhealthy(text)!);
        scene.See(90, pod.Restarts(2).Terminated(exitCode, RolloutScene.At(90), reason));
        Assert.That(scene.FailureAt(91), Is.Null, "twice");
        scene.See(120, pod.Restarted());
        RolloutState state = scene.Judge(121);
        Assert.Multiple(() =>
        {
            Assert.That(state.Failure?.Code, Is.EqualTo(CauseCode.CrashLoop));
            Assert.That(state.Failure?.Summary, Is.EqualTo($"Deployment/web: container app in pod web-h1-a is restarted by the kubelet (exit code {exitCode}, 3 restarts): {text}"));
            Assert.That(state.Failure?.Reason, Is.EqualTo("Unhealthy"));
            Assert.That(state.Failure?.FirstSeen, Is.EqualTo(RolloutScene.At(90)));
        });
    }

    [TestCase("Readiness probe failed: HTTP probe failed with statuscode: 503", "spec.containers{app}")]
    [TestCase(Failed, "spec.containers{other}")]
    [TestCase(Failed, null)]
    public void A_container_that_ends_well_by_itself_is_none(string text, string? path)
    {
        RolloutScene scene = RolloutScene.OfDeployment();
        if (Unhealthy(text, path) is { } known)
        {
            scene.View.Events.Add(known);
        }

        scene.See(120, RolloutScene.NewPod().Restarts(9).Terminated(0, RolloutScene.At(120), "Completed"));
        Assert.That(scene.FailureAt(121), Is.Null);
    }

    [Test]
    public void What_ended_for_want_of_memory_stays_that()
    {
        RolloutScene scene = RolloutScene.OfDeployment();
        scene.View.Events.Add(Unhealthy(Failed)!);
        scene.See(60, RolloutScene.NewPod().Restarts(3).Terminated(137, RolloutScene.At(60), "OOMKilled"));
        Assert.That(scene.FailureAt(61), Is.EqualTo(CauseCode.OOM));
    }

    [Test]
    public void A_sidecar_that_crashes_counts_and_is_called_so()
    {
        RolloutScene scene = RolloutScene.OfDeployment();
        PodStory pod = new("web-h1-a", "rs", RolloutScene.T0) { Container = "proxy", IsSidecar = true };
        scene.See(50, pod.Restarts(3).Terminated(3, RolloutScene.At(50)));
        Assert.That(scene.Judge(51).Failure!.Message, Is.EqualTo("sidecar proxy in pod web-h1-a is in CrashLoopBackOff (exit code 3, 3 restarts)"));
    }

    [TestCase("exec /app: exec format error\n", true)]
    [TestCase("password is hunter2", false)]
    public void A_program_for_another_processor_cannot_be_run_whatever_its_exit_code(string words, bool isWrongFormat)
    {
        RolloutScene scene = RolloutScene.OfDeployment();
        scene.See(2, RolloutScene.NewPod().Restarts(2).Terminated(1, RolloutScene.At(2), "Error", words));
        RolloutState state = scene.Judge(3);
        Assert.That(state.Failure?.Message, Is.EqualTo(isWrongFormat ? "container app in pod web-h1-a cannot be run: Error (exit code 1, 2 restarts): exec format error" : null));
        Assert.That(state.Progress.Single().Message, Does.Not.Contain("hunter2"));
    }

    private static LiveEvent? Unhealthy(string text, string? path = "spec.containers{app}") =>
        Live.Event("Pod", "web-h1-a", "uid-web-h1-a", "Unhealthy", text, RolloutScene.At(30), path);
}
