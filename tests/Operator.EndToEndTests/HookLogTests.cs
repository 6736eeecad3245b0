using System.Text;
using Steersman.Operator.Api.V1;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.EndToEndTests;

/// <summary>What people are told of a hook that failed, with the log of its pod.</summary>
[Category("EndToEnd")]
internal sealed class HookLogTests : NodeTest
{
    private const int MaxNote = 1024;

    private const string Migration = """
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: {{ .Release.Name }}-migrate
          annotations: {helm.sh/hook: pre-upgrade}
        spec:
          backoffLimit: 0
          template:
            spec:
              restartPolicy: Never
              containers:
              - name: migrate
                image: localhost/steersman/web:1.0.0
                env: [{name: PASSWORD, value: {{ .Values.password | quote }}}]
                command:
                - busybox
                - sh
                - -c
                - |
                  i=0; while [ $i -lt 60 ]; do echo "step $i of a long migration"; i=$((i+1)); done
                  echo "connecting with $PASSWORD"
                  echo "column a does not exist"
                  exit 4
        """;

    [Test]
    public async Task G12_The_event_of_a_failed_hook_shows_the_cause_and_the_last_lines_of_its_log_without_secrets()
    {
        await PackAsync(TestChart.OfConfigMap("chart").With("templates/migrate.yaml", Migration));
        await ApplyAsync("{apiVersion: v1, kind: Secret, metadata: {name: settings}, stringData: {values.yaml: 'password: correct-horse-battery'}}");
        await ReleaseAsync("web", "chart", "valuesFrom: [{kind: Secret, name: settings}]");
        await UntilReadyAsync("web", 1);

        await ReleaseAsync("web", "chart", "{values: {text: two}, valuesFrom: [{kind: Secret, name: settings}]}");
        HelmRelease release = await UntilNotReadyAsync("web", Reasons.RollbackSucceeded);
        string note = await UntilEventAsync("web", Reasons.UpgradeFailed, "last lines of the log");

        Assert.Multiple(() =>
        {
            Assert.That(note, Does.Match(@"^Helm upgrade failed for release \S+/web.v2 with chart chart@1.0.0: Job/web-migrate: pre-upgrade hook failed: container migrate in pod web-migrate-\S+ exited with code 4"));
            Assert.That(note, Does.EndWith("step 59 of a long migration\nconnecting with ***\ncolumn a does not exist"));
            Assert.That(note, Does.Not.Contain("step 0 of"));
            Assert.That(Encoding.UTF8.GetByteCount(note), Is.LessThanOrEqualTo(MaxNote));
            Assert.That((release.CurrentStatus.Failure?.Code, release.CurrentStatus.Failure?.ExitCode), Is.EqualTo(("HookFailed", (int?)4)));
            Assert.That(Until.Text(release), Does.Not.Contain("correct-horse"));
        });
    }
}
