using System.Formats.Tar;
using System.IO.Compression;
using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.EndToEndTests;

/// <summary>A test on a node that runs pods.</summary>
internal abstract class NodeTest : ReleaseTest
{
    /// <summary>How long a rollout on a busy machine may take; a crash loop needs three restarts with the kubelet's back-off between them.</summary>
    internal static readonly TimeSpan RolloutPatience = TimeSpan.FromMinutes(4);

    /// <inheritdoc/>
    protected override bool PlaysKubelet => false;

    /// <inheritdoc/>
    protected override TimeSpan Patience => RolloutPatience;

    [OneTimeSetUp]
    public static void NeedsNode() => NeedNode();

    /// <summary>Skips the tests where the cluster has no node.</summary>
    internal static void NeedNode()
    {
        if (Environment.GetEnvironmentVariable("STEERSMAN_NODE") is not "1")
        {
            Assert.Ignore("STEERSMAN_NODE=1 does not say that the cluster has a node");
        }
    }

    /// <summary>The sample chart of the repository, packed.</summary>
    protected static byte[] SampleChart()
    {
        using MemoryStream archive = new();
        using (GZipStream compressed = new(archive, CompressionLevel.Optimal))
        {
            TarFile.CreateFromDirectory(Path.Combine(TestContext.CurrentContext.TestDirectory, "web"), compressed, includeBaseDirectory: true);
        }

        return archive.ToArray();
    }
}
