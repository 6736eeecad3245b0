namespace Steersman.Kubernetes.Client.Http;

/// <summary>The media types of the API.</summary>
internal static class MediaTypes
{
    internal const string Any = "*/*";
    internal const string Json = "application/json";
    internal const string PartialObjectMetadata = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json";
    internal const string PartialObjectMetadataList = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json";
    internal const string AggregatedDiscovery =
        "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json";

    internal const string MergePatch = "application/merge-patch+json";
    internal const string JsonPatch = "application/json-patch+json";
    internal const string StrategicMergePatch = "application/strategic-merge-patch+json";
    internal const string ApplyPatch = "application/apply-patch+yaml";
}
