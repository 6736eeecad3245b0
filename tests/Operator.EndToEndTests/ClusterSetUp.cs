using Steersman.Operator.IntegrationTests.Support;

namespace Steersman.Operator.EndToEndTests;

/// <summary>Prepares the cluster once for all tests of this project.</summary>
[SetUpFixture]
internal sealed class ClusterSetUp
{
    [OneTimeSetUp]
    public Task DefineAsync() => TestCluster.DefineAsync();
}
