using Steersman.Kubernetes.Client.Objects;
using Steersman.Operator.Inputs;

namespace Steersman.Operator.Tests.Inputs;

internal sealed class AwaitedObjectsTests
{
    private static readonly NamespacedName Web = new("apps", "web");
    private static readonly NamespacedName Api = new("apps", "api");

    private readonly AwaitedObjects _awaited = new();

    [Test]
    public void Who_waits_for_an_object_is_told_of_its_change_until_it_is_looked_for_again()
    {
        _awaited.Await(Web, ["Secret/apps/keys", "ConfigMap/apps/text"]);
        _awaited.Await(Api, ["Secret/apps/keys"]);
        Assert.That(_awaited.Changed("Secret/apps/other"), Is.Empty);
        Assert.That(_awaited.Changed("ConfigMap/apps/text"), Is.EqualTo(new[] { Web }));
        Assert.That((_awaited.HaveChanged(Web), _awaited.HaveChanged(Api)), Is.EqualTo((true, false)));
        Assert.That(_awaited.Changed("Secret/apps/keys"), Is.EquivalentTo(new[] { Web, Api }));
        _awaited.Await(Web, ["Secret/apps/keys"]);
        Assert.That((_awaited.HaveChanged(Web), _awaited.HaveChanged(Api)), Is.EqualTo((false, true)));
        _awaited.Forget(Api);
        Assert.That(_awaited.HaveChanged(Api), Is.False);
        Assert.That(_awaited.Changed("Secret/apps/keys"), Is.EqualTo(new[] { Web }));
    }
}
