using System.Text.Json.Serialization;
using Steersman.Kubernetes.Client.Json;

namespace Steersman.Operator.Api.V1;

/// <summary>How the types of the API are read and written, without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(GoDurationConverter), typeof(KubernetesTimeConverter), typeof(SharedStringConverter)])]
[JsonSerializable(typeof(HelmReleaseSpec))]
[JsonSerializable(typeof(HelmReleaseStatus))]
[JsonSerializable(typeof(HistoryEntry))]
[JsonSerializable(typeof(ChartSource))]
[JsonSerializable(typeof(DriftDetectionSpec))]
public sealed partial class HelmReleaseJson : JsonSerializerContext;
