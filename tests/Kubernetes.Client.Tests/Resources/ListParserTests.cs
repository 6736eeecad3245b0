using System.Text;
using Steersman.Kubernetes.Client.Json;
using Steersman.Kubernetes.Client.Resources;

namespace Steersman.Kubernetes.Client.Tests.Resources;

public sealed class ListParserTests
{
    private static readonly byte[] List = Encoding.UTF8.GetBytes(
        """{"kind":"PodList","metadata":{"resourceVersion":"7"},"items":[{"metadata":{"name":"a","namespace":"d","resourceVersion":"1"}},{"metadata":{"name":"b","namespace":"d","resourceVersion":"2"}}]}""");

    [Test]
    public async Task A_list_is_understood_wherever_its_bytes_are_cut([Range(1, 180, 7)] int first, [Values(1, 13, 1000)] int rest)
    {
        await using ChunkedStream stream = new(List, first, rest);
        using JsonStreamBuffer buffer = new(stream, 1 << 20);
        ListParser<string> parser = new(buffer, element => element.Field("metadata"u8)!.Value.Text("name"u8)!);
        while (!parser.Parse())
        {
            await parser.FillAsync(CancellationToken.None);
        }

        Assert.That(parser.Result.Items, Is.EqualTo(new[] { "a", "b" }));
        Assert.That(parser.Result.ResourceVersion, Is.EqualTo("7"));
    }

    [Test]
    public async Task A_list_that_ends_early_is_an_error([Values(1, 50, 188)] int length)
    {
        await using ChunkedStream stream = new(List[..length], 10, 10);
        using JsonStreamBuffer buffer = new(stream, 1 << 20);
        ListParser<string> parser = new(buffer, _ => "");
        Assert.That(
            async () =>
            {
                while (!parser.Parse())
                {
                    await parser.FillAsync(CancellationToken.None);
                }
            },
            Throws.InstanceOf<EndOfStreamException>());
    }

    /// <summary>Gives a first piece of one size, then pieces of another.</summary>
    private sealed class ChunkedStream(byte[] data, int first, int rest) : MemoryStream(data)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, Position == 0 ? first : rest)], cancellationToken);
    }
}
