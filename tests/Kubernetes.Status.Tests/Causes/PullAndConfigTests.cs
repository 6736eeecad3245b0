using Steersman.Kubernetes.Status.Causes;
using Steersman.Kubernetes.Status.Rollouts;

namespace Steersman.Kubernetes.Status.Tests.Causes;

/// <summary>Images that do not come, and containers that cannot be made.</summary>
public sealed class PullAndConfigTests
{
    private const string NotFound = "rpc error: code = NotFound desc = failed to pull and unpack image \"example.com/app:1\": failed to resolve image: example.com/app:1: not found";

    [TestCase(NotFound, CauseCode.ImageNotFound)]
    [TestCase("manifest for example.com/app:1 not found: manifest unknown: manifest unknown", CauseCode.ImageNotFound)]
    [TestCase("pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed", CauseCode.ImageNotFound)]
    [TestCase("no match for platform in manifest: not found", CauseCode.ImageNotFound)]
    [TestCase("failed to parse reference: invalid reference format", CauseCode.ImageNotFound)]
    [TestCase("failed to authorize: failed to fetch oauth token: unexpected status from GET request to https://auth.example.com/token: 401 Unauthorized", CauseCode.ImageAuth)]
    [TestCase("unexpected status from HEAD request to https://example.com/v2/app/manifests/1: 403 Forbidden", CauseCode.ImageAuth)]
    [TestCase("Error response from daemon: Get https://example.com/v2/: no basic auth credentials", CauseCode.ImageAuth)]
    [TestCase("failed to copy: httpReadSeeker: failed open: unexpected status code https://example.com/v2/app/blobs/x: 503 Service Unavailable", CauseCode.ImageTransient)]
    [TestCase("unpack sha256:4014030a: something nobody has ever seen", CauseCode.ImageTransient)]
    [TestCase("failed to fetch anonymous token: status code: 403", CauseCode.ImageAuth)]
    [TestCase("429 Too Many Requests - Server message: toomanyrequests: You have reached your pull rate limit", CauseCode.ImageTransient)]
    [TestCase("unexpected status from HEAD request to https://example.com/v2/app/manifests/1: 503 Service Unavailable", CauseCode.ImageTransient)]
    [TestCase("dial tcp: lookup example.com on 10.0.0.10:53: no such host", CauseCode.ImageTransient)]
    [TestCase("dial tcp 127.0.0.1:5999: connect: connection refused", CauseCode.ImageTransient)]
    [TestCase("net/http: TLS handshake timeout", CauseCode.ImageTransient)]
    [TestCase("x509: certificate signed by unknown authority", CauseCode.ImageTransient)]
    [TestCase("something nobody has ever seen", CauseCode.ImageTransient)]
    [TestCase("", CauseCode.ImageTransient)]
    public void The_text_of_a_failed_pull_tells_what_is_wrong(string text, CauseCode code) => Assert.That(PullFailure.Classify(text, "example.com/app:1"), Is.EqualTo(code));

    [TestCase("example.com/timeout/denied:not-found")]
    [TestCase("localhost:5999/connection-refused:503")]
    public void Words_in_the_name_of_the_image_are_not_the_registrys(string image)
    {
        Assert.That(PullFailure.Classify($"failed to resolve image: {image}: not found", image), Is.EqualTo(CauseCode.ImageNotFound));
        Assert.That(PullFailure.Classify($"failed to resolve image: {image}: 403 Forbidden", image), Is.EqualTo(CauseCode.ImageAuth));
    }

    [Test]
    public void Two_distinct_pull_failures_are_enough_for_an_image_that_is_not_there()
    {
        RolloutScene scene = RolloutScene.OfDeployment();
        PodStory pod = RolloutScene.NewPod();
        scene.See(1, pod.Waiting("ErrImagePull", NotFound));
        scene.See(1.1, pod.Waiting("ErrImagePull", NotFound));
        scene.See(2, pod.Waiting("ImagePullBackOff", "Back-off pulling image \"example.com/app:1\""));
        RolloutState once = scene.Judge(15);
        scene.See(16, pod.Waiting("ErrImagePull", NotFound));
        RolloutState twice = scene.Judge(16);
        Assert.Multiple(() =>
        {
            Assert.That(once.Failure, Is.Null);
            Assert.That(once.NextCheckAt, Is.EqualTo(RolloutScene.At(61)));
            Assert.That(twice.Failure!.Code, Is.EqualTo(CauseCode.ImageNotFound));
            Assert.That(twice.Failure.Message, Does.StartWith("container app in pod web-h1-a cannot pull image example.com/app:1 (not found): rpc error"));
            Assert.That(twice.Failure.Reason, Is.EqualTo("ErrImagePull"));
        });
    }

    [TestCase(60.9, false)]
    [TestCase(61, true)]
    public void One_pull_failure_is_enough_after_a_minute(double second, bool fails)
    {
        RolloutScene scene = RolloutScene.OfDeployment();
        PodStory pod = RolloutScene.NewPod();
        scene.See(1, pod.Waiting("ErrImagePull", NotFound));
        scene.See(2, pod.Waiting("ImagePullBackOff", "Back-off pulling image"));
        Assert.That(scene.FailureAt(second), Is.EqualTo(fails ? CauseCode.ImageNotFound : (CauseCode?)null));
    }

    [Test]
    public void A_back_off_that_is_seen_first_speaks_with_its_own_text()
    {
        RolloutScene scene = RolloutScene.OfDeployment();
        scene.See(1, RolloutScene.NewPod().Waiting("ImagePullBackOff", $"Back-off pulling image \"example.com/app:1\": ErrImagePull: {NotFound}"));
        Assert.That(scene.FailureAt(61), Is.EqualTo(CauseCode.ImageNotFound));
    }

    [TestCase(120.9, false)]
    [TestCase(121, true)]
    public void Missing_credentials_are_given_two_minutes_however_often_the_pull_fails(double second, bool fails)
    {
        RolloutScene scene = RolloutScene.OfDeployment();
        PodStory pod = RolloutScene.NewPod();
        for (int i = 0; i < 5; i++)
        {
            scene.See(1 + (i * 15), pod.Waiting("ErrImagePull", "401 Unauthorized"));
            scene.See(2 + (i * 15), pod.Waiting("ImagePullBackOff"));
        }

        Assert.That(scene.FailureAt(second), Is.EqualTo(fails ? CauseCode.ImageAuth : (CauseCode?)null));
    }

    [Test]
    public void A_registry_that_is_down_never_ends_a_rollout_early_and_is_shown()
    {
        RolloutScene scene = RolloutScene.OfDeployment();
        PodStory pod = RolloutScene.NewPod();
        for (int i = 0; i < 50; i++)
        {
            scene.See(1 + (i * 15), pod.Waiting("ErrImagePull", "dial tcp 10.0.0.1:443: connect: connection refused"));
            scene.See(2 + (i * 15), pod.Waiting("ImagePullBackOff"));
        }

        RolloutState state = scene.Judge(3600);
        Assert.Multiple(() =>
        {
            Assert.That(state.Failure, Is.Null);
            Assert.That(state.Others.Single().Code, Is.EqualTo(CauseCode.ImageTransient));
            Assert.That(state.Progress[0].Message, Does.Contain("connection refused"));
        });
    }

    [Test]
    public void A_pull_that_succeeds_in_the_end_is_forgotten()
    {
        RolloutScene scene = RolloutScene.OfDeployment();
        PodStory pod = RolloutScene.NewPod();
        scene.See(1, pod.Waiting("ErrImagePull", NotFound));
        scene.See(20, pod.Running());
        Assert.That(scene.FailureAt(100), Is.Null);
    }

    [TestCase("InvalidImageName", 5.9, false)]
    [TestCase("InvalidImageName", 6, true)]
    [TestCase("ErrImageNeverPull", 6, true)]
    public void An_impossible_image_ends_the_rollout_after_five_seconds(string reason, double second, bool fails)
    {
        RolloutScene scene = RolloutScene.OfDeployment();
        scene.See(1, RolloutScene.NewPod().Waiting(reason, "couldn't parse image name"));
        Assert.That(scene.FailureAt(second), Is.EqualTo(fails ? CauseCode.InvalidImage : (CauseCode?)null));
    }

    [TestCase("CreateContainerConfigError", 120.9, false)]
    [TestCase("CreateContainerConfigError", 121, true)]
    [TestCase("CreateContainerError", 121, true)]
    public void A_container_that_cannot_be_made_is_given_two_minutes(string reason, double second, bool fails)
    {
        RolloutScene scene = RolloutScene.OfDeployment();
        scene.See(1, RolloutScene.NewPod().Waiting(reason, "secret \"db\" not found"));
        RolloutState state = scene.Judge(second);
        Assert.Multiple(() =>
        {
            Assert.That(state.Failure?.Code, Is.EqualTo(fails ? CauseCode.ContainerConfig : (CauseCode?)null));
            Assert.That(state.Progress[0].Message, Is.EqualTo($"container app in pod web-h1-a is in {reason}: secret \"db\" not found"));
        });
    }

    [Test]
    public void A_secret_that_comes_late_is_no_failure()
    {
        RolloutScene scene = RolloutScene.OfDeployment();
        PodStory pod = RolloutScene.NewPod();
        scene.See(1, pod.Waiting("CreateContainerConfigError", "secret \"db\" not found"));
        scene.See(100, pod.Running());
        Assert.That(scene.FailureAt(130), Is.Null);
    }

    [TestCase("Error: pulling from https://user:hunter2@example.com/v2/", "hunter2")]
    [TestCase("GET https://auth.example.com/token?account=joe&token=hunter2: 401", "hunter2")]
    [TestCase("Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.e30.abc", "eyJhbGci")]
    [TestCase("Authorization: Basic dXNlcjpodW50ZXIy", "dXNlcjpodW50ZXIy")]
    [TestCase("https://bucket.s3.amazonaws.com/blob?X-Amz-Signature=deadbeef&X-Amz-Credential=AKIA", "deadbeef")]
    public void Credentials_in_a_text_are_masked(string text, string secret) => Assert.That(CauseText.Clean(text), Does.Not.Contain(secret));

    [Test]
    public void A_text_is_one_line_of_at_most_512_characters()
    {
        string text = CauseText.Clean("a\n\tb\u0007\r\n " + new string('x', 100_000));
        Assert.Multiple(() =>
        {
            Assert.That(text, Does.StartWith("a b xxx"));
            Assert.That(text, Has.Length.EqualTo(512));
        });
    }
}
