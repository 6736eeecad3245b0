using System.Security.Cryptography;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.IntegrationTests;

/// <summary>
/// Operators as processes with the default Lease, each with releases of its own, are killed as by <c>kill -9</c> at random times while the releases are installed,
/// upgraded, rolled back and uninstalled.
/// </summary>
[Category("Integration")]
[Category("Long")]
internal sealed class KillTests : ReleaseTest
{
    private const int Operators = 5;
    private const int KillsEach = 2;
    private const int ReleasesEach = 3;
    private const int LongestRun = 5000;

    protected override bool StartsOperator => false;

    protected override bool PlaysKubelet => false;

    [Test]
    public async Task Killed_at_random_under_the_default_Lease_each_release_ends_as_if_nothing_had_happened()
    {
        Task<IReadOnlyList<string>[]> undisturbed = OperateAsync(kills: 0);
        Task<IReadOnlyList<string>[]>[] disturbed = [.. Enumerable.Range(0, Operators).Select(_ => OperateAsync(KillsEach))];
        await Task.WhenAll([undisturbed, .. disturbed]);

        IReadOnlyList<string> expected = (await undisturbed)[0];
        RunReport.Tell($"kill -9 under the default Lease: {Operators * KillsEach} times, over {disturbed.Sum(lives => lives.Result.Length)} lives of releases");
        Assert.Multiple(() =>
        {
            foreach (IReadOnlyList<string> states in disturbed.SelectMany(lives => lives.Result))
            {
                Assert.That(states, Is.EqualTo(expected));
            }
        });
    }

    // One operator's namespace: as many lives side by side as there are releases, until the last kill and a little longer.
    private async Task<IReadOnlyList<string>[]> OperateAsync(int kills)
    {
        string ns = await CreateNamespaceAsync();
        await using PodPuppet puppet = new(Client, ns);
        await using JobTally jobs = new(Client, ns);
        Unstructured chart = Unstructured.Create(GroupVersionKind.Parse("v1", "ConfigMap"), new NamespacedName(ns, "chart"));
        chart.Content["binaryData"] = new System.Text.Json.Nodes.JsonObject { ["chart.tgz"] = Convert.ToBase64String(ReleaseLife.Chart.Pack()) };
        await (await Client.ResourceAsync(chart.GroupVersionKind, CancellationToken.None)).CreateAsync(chart, Kubernetes.Client.Resources.WriteOptions.Default, CancellationToken.None);

        TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<Task> running = RunAsync(ns, kills, done.Task);
        Task killed = running.Unwrap();
        List<(ReleaseLife Life, IReadOnlyList<string> States)>[] lives;
        try
        {
            lives = await Task.WhenAll(Enumerable.Range(0, kills == 0 ? 1 : ReleasesEach).Select(index => LiveAsync(ns, index, running)));
        }
        finally
        {
            done.SetResult();
        }

        await killed;
        await jobs.CatchUpAsync();
        return [.. lives.SelectMany(each => each).Select(each => (IReadOnlyList<string>)[.. each.States, each.Life.Hooks(jobs)])];
    }

    // Lives follow on each other while there are kills to come: each kill finds something under way.
    private static async Task<List<(ReleaseLife Life, IReadOnlyList<string> States)>> LiveAsync(string ns, int index, Task killed)
    {
        List<(ReleaseLife, IReadOnlyList<string>)> lives = [];
        do
        {
            ReleaseLife life = new(ns, $"web{index}x{lives.Count}");
            lives.Add((life, await life.LiveAsync()));
        }
        while (!killed.IsCompleted);
        return lives;
    }

    /// <summary>Ends, with the task of the last process, when all kills are done.</summary>
    private static async Task<Task> RunAsync(string ns, int kills, Task done)
    {
        for (int kill = 0; kill < kills; kill++)
        {
            using OperatorProgram program = Start(ns);
            await Until.HoldsAsync(Client.Resource<Lease>(), new NamespacedName(ns, "steersman-leader"), lease => lease?.HolderIdentity is { Length: > 0 } && program.Output.Contains(lease.HolderIdentity, StringComparison.Ordinal), $"operator {kill} of {ns} leads");
            using PeriodicTimer timer = new(TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(1, LongestRun)));
            await timer.WaitForNextTickAsync();
            await program.KillAsync();
        }

        return RunLastAsync(ns, done);
    }

    private static async Task RunLastAsync(string ns, Task done)
    {
        using OperatorProgram program = Start(ns);
        await done;
        Assert.That(program.HasExited, Is.False, program.Output);
    }

    private static OperatorProgram Start(string ns) => new("--watch-namespace", ns, "--leader-elect", "--leader-election-namespace", ns);
}
