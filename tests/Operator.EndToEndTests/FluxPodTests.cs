using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.EndToEndTests;

/// <summary>Flux's lifecycle scenarios with podinfo's pods.</summary>
[Category("EndToEnd")]
internal sealed class FluxPodTests : FluxLifecycle
{
    private const string Probe = """
        apiVersion: v1
        kind: Pod
        metadata:
          name: {{ .Release.Name }}-probe
          annotations: {helm.sh/hook: test}
        spec:
          restartPolicy: Never
          containers:
          - {name: probe, image: "localhost/steersman/web:1.0.0", command: [busybox, "{{ not .Values.faults.testFail }}"]}
        """;

    private const string Ttl = """
        {{- if .Values.jobTtl }}
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: {{ .Release.Name }}-ttl
          annotations: {helm.sh/hook: post-install}
        spec:
          ttlSecondsAfterFinished: 0
          template:
            spec:
              restartPolicy: Never
              containers:
              - {name: job, image: "localhost/steersman/web:1.0.0", command: [busybox, "true"]}
        {{- end }}
        """;

    protected override bool PlaysKubelet => false;

    protected override TimeSpan Patience => NodeTest.RolloutPatience;

    protected override string Good => "replicaCount: 1";

    protected override string Unready => "replicaCount: 1, faults: {unready: true}";

    protected override string TestFails => "replicaCount: 1, faults: {testFail: true}";

    [OneTimeSetUp]
    public static void NeedsNode() => NodeTest.NeedNode();

    protected override async Task PackChartAsync() => await PackAsync("chart", await PodinfoChart.ReadAsync(("templates/tests/probe.yaml", Probe), ("templates/ttl.yaml", Ttl)));
}
