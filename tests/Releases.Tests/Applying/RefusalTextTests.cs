using Steersman.Kubernetes.Client.Errors;
using Steersman.Releases.Applying;

namespace Steersman.Releases.Tests.Applying;

internal sealed class RefusalTextTests
{
    private const string WayOut = "; others have put an element into spec.ports in the place of one of the release: take it out, or set spec.driftDetection.mode to enabled to have it put back";

    [TestCase("[{name: http, port: 80}, {name: admin, port: 90}]", WayOut)]
    [TestCase("[{name: http, port: 80}, {name: http, port: 90}]", "")]
    public void A_value_that_the_manifest_has_once_and_the_object_twice_was_put_there_by_others(string ports, string way)
    {
        ReleaseObject item = Given.Object($"{{apiVersion: v1, kind: Service, metadata: {{name: web}}, spec: {{ports: {ports}}}}}");
        KubernetesApiException refusal = KubernetesApiException.FromStatus(new ApiStatus
        {
            Code = 422,
            Reason = "Invalid",
            Message = "Service \"web\" is invalid: spec.ports[1].name: Duplicate value: \"http\"",
            Causes = [new StatusCause("FieldValueDuplicate", "Duplicate value: \"http\"", "spec.ports[1].name")],
        });
        Assert.That(RefusalText.Of(item, refusal, new ApplySettings()), Is.EqualTo($"Service/web: Service \"web\" is invalid: spec.ports[1].name: Duplicate value: \"http\"{way}"));
    }
}
