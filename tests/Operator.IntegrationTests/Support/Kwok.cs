using System.Diagnostics;
using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Json;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;

namespace Steersman.Operator.IntegrationTests.Support;

/// <summary>A simulated node, on which pods run and never become ready. Pods that name it need no scheduler.</summary>
internal sealed class Kwok : IAsyncDisposable
{
    private static readonly ResourceMapping Nodes = ResourceMapping.Known("", "v1", "Node", "nodes", ResourceScope.Cluster);

    private readonly string _stages = Path.GetTempFileName();
    private Process? _process;

    private Kwok() => File.WriteAllText(_stages, Stages);

    /// <summary>The node's name.</summary>
    public string Node { get; } = $"kwok-{Guid.NewGuid():n}"[..13];

    private static string? Program => Environment.GetEnvironmentVariable("KUBEBUILDER_ASSETS") is { Length: > 0 } folder && File.Exists(Path.Combine(folder, "kwok")) ? Path.Combine(folder, "kwok") : null;

    /// <summary>Starts it, and waits until its node is ready. Without the program the test is skipped.</summary>
    public static async Task<Kwok> StartAsync()
    {
        if (Program is not { } program)
        {
            throw new IgnoreException("KUBEBUILDER_ASSETS names no folder with kwok");
        }

        Kwok kwok = new();
        ProcessStartInfo start = new(program) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (string argument in new[] { $"--kubeconfig={TestCluster.Kubeconfig}", $"--config={kwok._stages}", $"--manage-nodes-with-label-selector=steersman-tests={kwok.Node}", "--cidr=10.250.0.0/16", "--node-ip=127.0.0.1", "--node-lease-duration-seconds=40" })
        {
            start.ArgumentList.Add(argument);
        }

        kwok._process = Process.Start(start)!;
        kwok._process.ErrorDataReceived += static (_, _) => { };
        kwok._process.OutputDataReceived += static (_, _) => { };
        kwok._process.BeginErrorReadLine();
        kwok._process.BeginOutputReadLine();
        IResourceClient<Unstructured> nodes = TestCluster.Client.Resource(Nodes);
        Unstructured node = new((System.Text.Json.Nodes.JsonObject)YamlJson.Parse($"{{apiVersion: v1, kind: Node, metadata: {{name: {kwok.Node}, labels: {{steersman-tests: {kwok.Node}}}}}}}")!);
        await nodes.CreateAsync(node, WriteOptions.Default, CancellationToken.None);
        await Until.HoldsAsync(nodes, new NamespacedName(null, kwok.Node), seen => seen?.Content["status"]?["conditions"]?.ToJsonString().Contains("\"True\"", StringComparison.Ordinal) == true, "the simulated node is ready");
        return kwok;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await TestCluster.Client.Resource(Nodes).DeleteAsync(new NamespacedName(null, Node), DeleteOptions.Default, CancellationToken.None);
        }
        catch (KubernetesException exception)
        {
            await TestContext.Out.WriteLineAsync($"node {Node} stays: {exception.Message}");
        }

        _process?.Kill();
        _process?.Dispose();
        File.Delete(_stages);
    }

    private const string Stages =
        """
        apiVersion: kwok.x-k8s.io/v1alpha1
        kind: Stage
        metadata: {name: node}
        spec:
          resourceRef: {apiGroup: v1, kind: Node}
          selector:
            matchExpressions:
            - {key: '.status.conditions.[] | select( .type == "Ready" ) | .status', operator: NotIn, values: ["True"]}
          next:
            statusTemplate: |
              {{ $now := Now }}
              conditions:
              {{ range NodeConditions }}
              - {lastHeartbeatTime: {{ $now | Quote }}, lastTransitionTime: {{ $now | Quote }}, message: {{ .message | Quote }}, reason: {{ .reason | Quote }}, status: {{ .status | Quote }}, type: {{ .type | Quote }}}
              {{ end }}
              allocatable: {cpu: "1000", memory: 4Ti, pods: "100000"}
              capacity: {cpu: "1000", memory: 4Ti, pods: "100000"}
              phase: Running
        ---
        apiVersion: kwok.x-k8s.io/v1alpha1
        kind: Stage
        metadata: {name: pod}
        spec:
          resourceRef: {apiGroup: v1, kind: Pod}
          selector:
            matchExpressions:
            - {key: '.metadata.deletionTimestamp', operator: DoesNotExist}
            - {key: '.status.containerStatuses', operator: DoesNotExist}
          next:
            statusTemplate: |
              {{ $now := Now }}
              conditions:
              - {lastTransitionTime: {{ $now | Quote }}, status: "False", type: Ready, reason: ContainersNotReady, message: "containers with unready status"}
              containerStatuses:
              {{ range .spec.containers }}
              - {image: {{ .image | Quote }}, imageID: "", name: {{ .name | Quote }}, ready: false, started: true, restartCount: 0, state: {running: {startedAt: {{ $now | Quote }}}}}
              {{ end }}
              phase: Running
              startTime: {{ $now | Quote }}
        """;
}
