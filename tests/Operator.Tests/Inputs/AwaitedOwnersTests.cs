using Steersman.Kubernetes.Client.Objects;
using Steersman.Operator.Inputs;
using Steersman.Releases.Applying;

namespace Steersman.Operator.Tests.Inputs;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class AwaitedOwnersTests
{
    private static readonly NamespacedName Owner = new("apps", "owner");
    private static readonly NamespacedName Web = new("apps", "web");
    private static readonly NamespacedName Api = new("apps", "api");
    private static readonly ObjectKey Text = new("", "ConfigMap", "apps", "text");
    private static readonly ObjectKey Keys = new("", "Secret", "apps", "keys");

    private readonly AwaitedOwners _awaited = new();
    private readonly List<NamespacedName> _woken = [];

    [SetUp]
    public void Listen() => _awaited.OnFreed = _woken.Add;

    [Test]
    public void Who_waits_for_an_object_is_woken_once_when_its_owner_lets_it_go()
    {
        _awaited.Await(Web, Owner, Text);
        _awaited.Await(Api, Owner, Keys);
        _awaited.Holds(Owner, [Text, Keys]);
        _awaited.Holds(Web, []);
        Assert.That(_woken, Is.Empty);
        _awaited.Holds(Owner, [Keys]);
        _awaited.Holds(Owner, [Keys]);
        Assert.That(_woken, Is.EqualTo(new[] { Web }));
        Assert.That((_awaited.IsWaiting(Web), _awaited.IsWaiting(Api)), Is.EqualTo((false, true)));
        _awaited.Holds(Owner, []);
        Assert.That(_woken, Is.EqualTo(new[] { Web, Api }));
        Assert.That(_awaited.IsEmpty, Is.True);
    }

    [Test]
    public void Who_asks_again_or_is_gone_waits_anew_or_not_at_all()
    {
        _awaited.Await(Web, Owner, Text);
        _awaited.Holds(Owner, []);
        _awaited.Await(Web, Owner, Text);
        Assert.That(_awaited.IsWaiting(Web), Is.True);
        _awaited.Forget(Web);
        _awaited.Holds(Owner, []);
        Assert.That((_woken.Count, _awaited.IsWaiting(Web)), Is.EqualTo((1, false)));
    }
}
