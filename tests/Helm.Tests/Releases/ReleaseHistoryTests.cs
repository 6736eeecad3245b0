using Steersman.Helm.Releases;

namespace Steersman.Helm.Tests.Releases;

public sealed class ReleaseHistoryTests
{
    [TestCase("1d", 1, ExpectedResult = "")]
    [TestCase("1s 2d", 2, ExpectedResult = "1")]
    [TestCase("1d 2f 3f 4f", 3, ExpectedResult = "2,3")]
    [TestCase("1f 2f", 0, ExpectedResult = "")]
    [TestCase("3f 1s 2d", 2, ExpectedResult = "1,3")]
    public string Pruning_keeps_the_last_deployed_revision(string revisions, int maxHistory) => string.Join(',', ReleaseHistory.ToPrune(
        [.. revisions.Split(' ').Select(text => new ReleaseRevision(int.Parse(text[..^1]), text[^1] switch { 'd' => ReleaseStatus.Deployed, 'f' => ReleaseStatus.Failed, _ => ReleaseStatus.Superseded }))],
        maxHistory));

    [Test]
    public void A_payload_of_a_gigabyte_of_zeros_is_refused()
    {
        using MemoryStream packed = new();
        using (System.IO.Compression.GZipStream gzip = new(packed, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
        {
            byte[] zeros = new byte[1 << 20];
            for (int megabyte = 0; megabyte < 200; megabyte++)
            {
                gzip.Write(zeros);
            }
        }

        Assert.That(() => ReleaseCodec.Decode(Convert.ToBase64String(packed.ToArray())), Throws.TypeOf<HelmException>().With.Message.Contains("larger than the maximum size"));
    }

    [Test]
    public void A_release_comes_back_from_its_record()
    {
        Release release = new()
        {
            Name = "demo",
            Namespace = "shop",
            Version = 3,
            Manifest = "---\n# Source: x\nkind: A\n\n",
            ApplyMethod = ApplyMethod.ServerSideApply,
            Info = new ReleaseInfo { Status = ReleaseStatus.Deployed, Description = "Rollback to 1", RollbackRevision = 1 },
        };

        Assert.That(ReleaseCodec.Decode(ReleaseCodec.Encode(release)), Is.EqualTo(release));
    }
}
