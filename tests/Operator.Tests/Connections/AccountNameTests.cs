using Steersman.Operator.Connections;

namespace Steersman.Operator.Tests.Connections;

public sealed class AccountNameTests
{
    [TestCase("deployer", true)]
    [TestCase("team-a.deployer-1", true)]
    [TestCase("", false)]
    [TestCase("kube-system:admin", false)]
    [TestCase("../admin", false)]
    [TestCase("a..b", false)]
    [TestCase("-a", false)]
    [TestCase("a-", false)]
    [TestCase("Admin", false)]
    [TestCase("a\r\nImpersonate-Group: system:masters", false)]
    public void A_name_is_that_of_a_DNS_subdomain(string name, bool isValid) => Assert.That(AccountName.IsValid(name), Is.EqualTo(isValid));

    [Test]
    public void A_name_is_no_longer_than_Kubernetes_allows() =>
        Assert.That((AccountName.IsValid(new string('a', 253)), AccountName.IsValid(new string('a', 254))), Is.EqualTo((true, false)));
}
