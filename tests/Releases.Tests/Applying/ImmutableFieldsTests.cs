using Steersman.Kubernetes.Client.Errors;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Releases.Applying;

namespace Steersman.Releases.Tests.Applying;

internal sealed class ImmutableFieldsTests
{
    private static readonly ApplySettings Upgrade = new() { ForceField = "spec.upgrade.force" };

    // As kube-apiserver 1.36 answers.
    [TestCase("spec.selector", "Invalid value: {\"matchLabels\":{\"app\":\"b\"}}: field is immutable", "spec.selector: field is immutable")]
    [TestCase("spec", "Forbidden: updates to statefulset spec for fields other than 'replicas', 'template' are forbidden", "spec: updates to statefulset spec for fields other than 'replicas', 'template' are forbidden")]
    [TestCase("spec.clusterIPs[0]", "Invalid value: [\"None\"]: may not change once set", "spec.clusterIPs[0]: may not change once set")]
    [TestCase("roleRef", "Invalid value: {\"name\":\"b\"}: cannot change roleRef", "roleRef: cannot change roleRef")]
    [TestCase("spec.replicas", "Invalid value: -1: must be greater than or equal to 0", null)]
    [TestCase("spec.ports[0].nodePort", "Invalid value: 30000: provided port is already allocated", null)]
    public void A_change_that_is_never_allowed_is_told_from_a_wrong_value(string field, string message, string? expected) =>
        Assert.That(ImmutableFields.Find(Refusal(field, message), namesOnly: false), Is.EqualTo(expected));

    [Test]
    public void Another_error_with_the_same_words_is_none() => Assert.That(
        ImmutableFields.Find(KubernetesApiException.FromStatus(new ApiStatus { Code = 403, Reason = "Forbidden", Causes = [new StatusCause("FieldValueInvalid", "field is immutable", "spec")] }), namesOnly: false),
        Is.Null);

    [TestCase("apps/v1", "Deployment", true)]
    [TestCase("batch/v1", "Job", true)]
    [TestCase("v1", "Service", true)]
    [TestCase("v1", "Namespace", false)]
    [TestCase("v1", "PersistentVolumeClaim", false)]
    [TestCase("v1", "PersistentVolume", false)]
    [TestCase("apiextensions.k8s.io/v1", "CustomResourceDefinition", false)]
    public void What_holds_data_or_objects_is_never_deleted_to_be_created_anew(string apiVersion, string kind, bool expected) =>
        Assert.That(ImmutableFields.MayBeReplaced(GroupVersionKind.Parse(apiVersion, kind)), Is.EqualTo(expected));

    [Test]
    public void The_message_names_object_field_and_way_out()
    {
        ReleaseObject item = Given.Object("{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}}");
        Assert.That(
            RefusalText.Of(item, Refusal("spec.selector", $"Invalid value: \"{new string('x', 2000)}\": field is immutable"), Upgrade),
            Is.EqualTo("Deployment/web: spec.selector: field is immutable; leave the field as it is, or set spec.upgrade.force: true to have the object deleted and created anew"));
    }

    [Test]
    public void Of_a_Secret_no_value_is_shown()
    {
        ReleaseObject item = Given.Object("{apiVersion: v1, kind: Secret, metadata: {name: keys}}");
        Assert.That(
            RefusalText.Of(item, Refusal("data", "Forbidden: field is immutable when hunter2 is set"), Upgrade),
            Does.StartWith("Secret/keys: data: field is immutable; ").And.Not.Contains("hunter2"));
    }

    private static KubernetesApiException Refusal(string field, string message) => KubernetesApiException.FromStatus(
        new ApiStatus { Code = 422, Reason = "Invalid", Message = $"x is invalid: {field}: {message}", Causes = [new StatusCause("FieldValueInvalid", message, field)] });
}
