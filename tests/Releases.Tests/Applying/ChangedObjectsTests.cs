using Steersman.Releases.Applying;

namespace Steersman.Releases.Tests.Applying;

internal sealed class ChangedObjectsTests
{
    private const string Same = "{apiVersion: v1, kind: ConfigMap, metadata: {name: same}}";

    [Test]
    public void Objects_are_added_changed_or_removed_by_kind_namespace_and_name()
    {
        ChangedObjects changes = Between(
            [Same, Map("changed", "one"), Map("removed", "")],
            [Map("added", ""), Same, Map("changed", "two")]);

        Assert.That(
            (Names(changes.Added), Names(changes.Changed), Names(changes.Removed)),
            Is.EqualTo(("ConfigMap/added", "ConfigMap/changed", "ConfigMap/removed")));
    }

    [Test]
    public void Another_version_of_a_kind_is_the_same_object()
    {
        ChangedObjects changes = Between(["{apiVersion: apps/v1beta1, kind: Deployment, metadata: {name: web}}"], ["{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}}"]);

        Assert.That((Names(changes.Added), Names(changes.Changed), Names(changes.Removed)), Is.EqualTo(("", "Deployment/web", "")));
    }

    [TestCase("{apiVersion: extensions/v1beta1, kind: Deployment, metadata: {name: web}}")]
    [TestCase("{apiVersion: apps/v1, kind: Deployment, metadata: {name: web, namespace: other}}")]
    [TestCase("{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: web}}")]
    public void Another_group_namespace_or_kind_is_another_object(string after)
    {
        ChangedObjects changes = Between(["{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}}"], [after]);

        Assert.That((changes.Added.Count, changes.Changed.Count, changes.Removed.Count), Is.EqualTo((1, 0, 1)));
    }

    private static ChangedObjects Between(IEnumerable<string> before, IEnumerable<string> after) => ChangedObjects.Between([.. before.Select(Given.Object)], [.. after.Select(Given.Object)]);

    private static string Map(string name, string text) => $"{{apiVersion: v1, kind: ConfigMap, metadata: {{name: {name}}}, data: {{text: '{text}'}}}}";

    private static string Names(IEnumerable<ReleaseObject> objects) => string.Join(' ', objects.Select(item => item.Key));
}
