using Steersman.Kubernetes.Status.Causes;
using Steersman.Kubernetes.Status.Objects;
using Steersman.Kubernetes.Status.Rollouts;

namespace Steersman.Kubernetes.Status.Tests;

/// <summary>A rollout told by hand: objects and pods as they come, seconds since the operation began, and the judgement at any second.</summary>
internal sealed class RolloutScene
{
    private readonly RolloutEvidence _evidence = new(T0);
    private readonly FakeView _view = new();

    public static DateTimeOffset T0 { get; } = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    public FakeView View => _view;

    public List<TrackedObject> Objects { get; } = [];

    public TrackOptions Options { get; set; } = new() { Id = "op", StartedAt = T0, WaitForJobs = true };

    public static DateTimeOffset At(double seconds) => T0 + TimeSpan.FromSeconds(seconds);

    /// <summary>A Deployment in the midst of a rollout, with its new ReplicaSet <c>rs</c> and an old one <c>rs-old</c>.</summary>
    public static RolloutScene OfDeployment(int replicas = 1, string strategy = """{"type":"RollingUpdate","rollingUpdate":{"maxSurge":"25%","maxUnavailable":"25%"}}""", string annotations = "")
    {
        RolloutScene scene = new();
        scene.Objects.Add(Live.Tracked("apps/v1", "Deployment"));
        scene.Put(0, $$"""
            {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web","namespace":"d","uid":"dep","generation":2,"resourceVersion":"10",
              "annotations":{"deployment.kubernetes.io/revision":"2"{{annotations}} } },
             "spec":{"replicas":{{replicas}},"strategy":{{strategy}},"progressDeadlineSeconds":600},
             "status":{"observedGeneration":2,"replicas":{{replicas}},"updatedReplicas":1} }
            """);
        scene.PutReplicaSet("rs-old", "1", "h0");
        scene.PutReplicaSet("rs", "2", "h1");
        return scene;
    }

    public void PutReplicaSet(string uid, string revision, string hash, string conditions = "[]", int wanted = 1, int existing = 0) => _view.Put($$"""
        {"apiVersion":"apps/v1","kind":"ReplicaSet","metadata":{"name":"web-{{hash}}","namespace":"d","uid":"{{uid}}","generation":1,
          "labels":{"pod-template-hash":"{{hash}}"},"annotations":{"deployment.kubernetes.io/revision":"{{revision}}"},
          "ownerReferences":[{"controller":true,"uid":"dep"}]},"spec":{"replicas":{{wanted}} },"status":{"replicas":{{existing}},"observedGeneration":1,"conditions":{{conditions}} } }
        """);

    public LiveObject Put(double seconds, string json)
    {
        LiveObject live = _view.Put(json);
        foreach (TrackedObject tracked in Objects.Where(each => each.Kind.GroupKind == live.Kind.GroupKind && each.Key == live.Key))
        {
            _evidence.Observe(tracked, live, At(seconds));
        }

        return live;
    }

    public void See(double seconds, PodStory story) => See(seconds, story.Now());

    public void See(double seconds, LivePod pod) => _evidence.Observe(_view.PutPod(pod), At(seconds));

    public void Gone(double seconds, PodStory story)
    {
        LivePod pod = story.Now();
        _view.RemovePod(pod);
        _evidence.Forget(pod, At(seconds));
    }

    public RolloutState Judge(double seconds) => RolloutJudge.Judge(Objects, Options, _view, _evidence, At(seconds));

    /// <summary>The code of the failure at a second; null where the rollout goes on.</summary>
    public CauseCode? FailureAt(double seconds) => Judge(seconds).Failure?.Code;

    public static PodStory NewPod(string name = "web-h1-a", string controller = "rs", double created = 0) => new(name, controller, At(created));
}
