using Steersman.Releases.Applying;

namespace Steersman.Releases.Tests.Applying;

internal sealed class LiveStateTests
{
    [TestCase("{a: 1}", "{a: 1}", true)]
    [TestCase("{a: 1, added: by the server}", "{a: 1}", true)]
    [TestCase("{a: {b: 1, added: 2}}", "{a: {b: 1}}", true)]
    [TestCase("{a: 1}", "{a: 2}", false)]
    [TestCase("{}", "{a: 1}", false)]
    [TestCase("{a: '1'}", "{a: 1}", false)]
    [TestCase("{a: [1, 2]}", "{a: [1]}", false)]
    [TestCase("{a: [1]}", "{a: [1, 2]}", false)]
    [TestCase("{a: [2, 1]}", "{a: [1, 2]}", false)]
    [TestCase("{a: [{b: 1, added: 2}]}", "{a: [{b: 1}]}", true)]
    [TestCase("{a: x}", "{a: {b: 1}}", false)]
    [TestCase("{a: x}", "{b: null}", true)]
    [TestCase("{a: {}}", "{a: {}}", true)]
    [TestCase("{}", "{a: {}}", false)]
    public void Everything_that_is_wanted_must_be_there_and_more_may_be(string live, string wanted, bool holds) =>
        Assert.That(LiveState.Holds(Given.Node(live), Given.Node(wanted)), Is.EqualTo(holds));
}
