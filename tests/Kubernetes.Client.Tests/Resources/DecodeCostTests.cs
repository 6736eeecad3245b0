using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Json;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Kubernetes.Client.Resources;

namespace Steersman.Kubernetes.Client.Tests.Resources;

/// <summary>What an event of a watch costs; the bytes are asserted, the time is printed.</summary>
public sealed class DecodeCostTests
{
    private const int Events = 2000;

    // A pod of about 2.3 KB, a third of it managed fields, as an event.
    private static readonly byte[] Stream = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"type\":\"MODIFIED\",\"object\":" + Pod() + "}\n", Events)));

    private static readonly Utf8StringPool Pool = new(64);

    [Test]
    public async Task A_projection_allocates_little_more_than_what_it_keeps() =>
        Assert.That(await BytesPerEventAsync(static pod => new Projected(Pool.Get(pod.GetProperty("status").GetProperty("phase")), pod.GetProperty("metadata").GetProperty("generation").GetInt64())), Is.LessThan(500));

    [Test]
    public async Task A_whole_object_allocates_less_than_four_times_its_text() => Assert.That(await BytesPerEventAsync(Unstructured.Decode), Is.LessThan(4 * Pod().Length));

    private static async Task<double> BytesPerEventAsync<T>(ResourceDecoder<T> decode)
    {
        await DecodeAsync(decode);
        long started = Stopwatch.GetTimestamp();
        long before = GC.GetAllocatedBytesForCurrentThread();
        int count = await DecodeAsync(decode);
        double bytes = (double)(GC.GetAllocatedBytesForCurrentThread() - before) / count;
        await TestContext.Out.WriteLineAsync($"{Stopwatch.GetElapsedTime(started).TotalMicroseconds / count:0.0} us, {bytes:0} B for an event of {Pod().Length} B");
        return bytes;
    }

    private static async Task<int> DecodeAsync<T>(ResourceDecoder<T> decode)
    {
        using JsonStreamBuffer buffer = new(new MemoryStream(Stream), 1_000_000);
        WatchParser<T> parser = new(buffer, decode);
        int count = 0;
        do
        {
            while (parser.TryParse(out WatchEvent<T> _))
            {
                count++;
            }
        }
        while (await parser.FillAsync(CancellationToken.None));
        return count;
    }

    private static string Pod() => new JsonObject
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Pod",
        ["metadata"] = new JsonObject
        {
            ["name"] = "web-7d9f4b-x2x1z",
            ["namespace"] = "team-a",
            ["uid"] = "0a1b2c3d-0000-1111-2222-333344445555",
            ["resourceVersion"] = "123456",
            ["generation"] = 3,
            ["labels"] = new JsonObject { ["app"] = "web", ["pod-template-hash"] = "7d9f4b" },
            ["managedFields"] = List(12, i => new JsonObject { ["manager"] = "m" + i, ["fieldsV1"] = new JsonObject { ["f:spec"] = new JsonObject { ["f:x" + i] = new JsonObject() } } }),
        },
        ["spec"] = new JsonObject
        {
            ["nodeName"] = "node-1",
            ["containers"] = List(3, i => new JsonObject
            {
                ["name"] = "c" + i,
                ["image"] = "registry.example.com/team/app:1.2.3",
                ["ports"] = List(2, port => new JsonObject { ["containerPort"] = 8000 + port }),
                ["env"] = List(3, variable => new JsonObject { ["name"] = "VARIABLE_" + variable, ["value"] = "some text" }),
                ["resources"] = new JsonObject { ["limits"] = new JsonObject { ["cpu"] = "100m", ["memory"] = "64Mi" } },
            }),
        },
        ["status"] = new JsonObject
        {
            ["phase"] = "Running",
            ["podIP"] = "10.0.0.1",
            ["conditions"] = List(4, i => new JsonObject { ["type"] = "Condition" + i, ["status"] = "True", ["lastTransitionTime"] = "2026-01-01T00:00:00Z" }),
        },
    }.ToJsonString();

    private static JsonArray List(int count, Func<int, JsonObject> make) => [.. Enumerable.Range(0, count).Select(make)];

    private sealed record Projected(string Phase, long Generation);
}
