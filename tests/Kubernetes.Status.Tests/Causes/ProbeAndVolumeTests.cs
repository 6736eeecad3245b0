using Steersman.Kubernetes.Status.Causes;
using Steersman.Kubernetes.Status.Rollouts;

namespace Steersman.Kubernetes.Status.Tests.Causes;

/// <summary>Readiness probes that fail, and volumes that do not come.</summary>
public sealed class ProbeAndVolumeTests
{
    // 2 x 1 s timeout, (3 + 1 - 3) x 10 s, half a period.
    private const double DefaultGrace = 17;

    [TestCase("{}", null, 17)]
    [TestCase("""{"initialDelaySeconds":20,"failureThreshold":1}""", null, 20)]
    [TestCase("""{"periodSeconds":2,"timeoutSeconds":3,"failureThreshold":5,"successThreshold":2}""", null, 15)]
    [TestCase("{}", """{"periodSeconds":5,"failureThreshold":30,"initialDelaySeconds":10}""", 177)]
    [TestCase("""{"periodSeconds":9223372036854775807,"failureThreshold":9223372036854775807}""", null, 86400)]
    public void A_failing_readiness_probe_means_nothing_before_its_grace_is_over(string readiness, string? startup, double grace)
    {
        RolloutScene scene = RolloutScene.OfDeployment();
        scene.See(0, Pod(readiness, startup));
        Assert.That(scene.Judge(0).NextCheckAt, Is.EqualTo(RolloutScene.At(grace)));
        Assert.That(scene.Judge(grace - 0.1).Others, Is.Empty);
        Assert.That(scene.Judge(grace).Others.Single().Code, Is.EqualTo(CauseCode.Probe));
    }

    [Test]
    public void A_failing_readiness_probe_is_named_and_ends_nothing_unless_asked_for()
    {
        RolloutScene scene = RolloutScene.OfDeployment();
        scene.See(0, Pod());
        RolloutState state = scene.Judge(3600);
        Assert.That(state.Failure, Is.Null);
        Assert.That(state.Progress.Single().ToString(), Is.EqualTo("Deployment/web: container app in pod web-h1-a runs and is not ready: its readiness probe fails"));
        scene.Options = scene.Options with { FailFast = FailFastOptions.Default.With(CauseCode.Probe, disabled: false) };
        Assert.That(scene.FailureAt(DefaultGrace + 29.9), Is.Null);
        Assert.That(scene.FailureAt(DefaultGrace + 30), Is.EqualTo(CauseCode.Probe));
    }

    [Test]
    public void A_pod_that_becomes_ready_or_restarts_starts_anew()
    {
        RolloutScene scene = RolloutScene.OfDeployment();
        PodStory pod = Pod();
        scene.See(0, pod);
        scene.See(50, pod.Ready(true, RolloutScene.At(50)));
        scene.See(60, pod.Ready(false, RolloutScene.At(60)));
        Assert.That(scene.Judge(60 + DefaultGrace - 0.1).Others, Is.Empty);
        Assert.That(scene.Judge(60 + DefaultGrace).Others, Is.Not.Empty);
    }

    [Test]
    public void A_container_without_a_readiness_probe_is_not_blamed()
    {
        RolloutScene scene = RolloutScene.OfDeployment();
        scene.See(0, RolloutScene.NewPod().Running().Ready(false, RolloutScene.T0));
        Assert.That(scene.Judge(3600).Others, Is.Empty);
    }

    [TestCase("FailedMount", "MountVolume.SetUp failed for volume \"keys\" : secret \"keys\" not found")]
    [TestCase("FailedAttachVolume", "Multi-Attach error for volume \"pvc-1\"")]
    public void A_volume_that_does_not_come_is_named_and_ends_nothing(string reason, string text)
    {
        RolloutScene scene = RolloutScene.OfDeployment();
        PodStory pod = RolloutScene.NewPod().Waiting("ContainerCreating");
        scene.See(0, pod);
        scene.View.Events.Add(Live.Event("Pod", "web-h1-a", "uid-web-h1-a", reason, text, RolloutScene.At(5))!);
        RolloutState state = scene.Judge(3600);
        Assert.That(state.Failure, Is.Null);
        Assert.That(state.Progress.Single().ToString(), Is.EqualTo($"Deployment/web: pod web-h1-a lacks a volume: {text}"));
        Assert.That(state.Others.Single().Code, Is.EqualTo(CauseCode.Volume));
        scene.See(3601, pod.Running());
        Assert.That(scene.Judge(3601).Others, Is.Empty);
    }

    [Test]
    public void A_claim_for_which_no_volume_is_made_says_why()
    {
        RolloutScene scene = new();
        scene.Objects.Add(Live.Tracked("v1", "PersistentVolumeClaim", "data"));
        scene.Put(0, """{"apiVersion":"v1","kind":"PersistentVolumeClaim","metadata":{"name":"data","namespace":"d","uid":"data"},"status":{"phase":"Pending"}}""");
        scene.View.Events.Add(Live.Event("PersistentVolumeClaim", "data", "data", "ProvisioningFailed", "storageclass.storage.k8s.io \"fast\" not found", RolloutScene.At(1))!);
        RolloutState state = scene.Judge(600);
        Assert.That(state.Failure, Is.Null);
        Assert.That(state.Progress.Single().ToString(), Is.EqualTo("PersistentVolumeClaim/data: no volume can be made: storageclass.storage.k8s.io \"fast\" not found"));
    }

    [TestCase("Unhealthy")]
    [TestCase("BackOff")]
    public void Other_events_are_not_kept(string reason) => Assert.That(Live.Event("Pod", "a", "u", reason, "x", RolloutScene.T0), Is.Null);

    private static PodStory Pod(string readiness = "{}", string? startup = null) =>
        new PodStory("web-h1-a", "rs", RolloutScene.T0) { ReadinessProbe = readiness, StartupProbe = startup }.Running().Ready(false, RolloutScene.T0);
}
