using System.Text.Json;
using System.Text.Json.Serialization;
using Steersman.Kubernetes.Client.Json;
using Steersman.Operator.Api.V1;

namespace Steersman.Releases.Storage;

/// <summary>What the annotation <c>steersman.dev/operation</c> of a release Secret says: who made the revision, from what, and for which operation.</summary>
/// <remarks>
/// The annotation is lost when Helm rewrites the Secret; its absence means "unknown", never "bad". While the revision is pending (or uninstalling) the record
/// describes the operation under way.
/// </remarks>
public sealed record OperationRecord
{
    /// <summary>Identity of the operation.</summary>
    public required string Id { get; init; }

    public required OperationType Type { get; init; }

    /// <summary>Namespace and name of the HelmRelease, as <c>namespace/name</c>.</summary>
    public required string Owner { get; init; }

    /// <summary>UID of the HelmRelease.</summary>
    public required string Uid { get; init; }

    /// <summary>Generation of the HelmRelease that the operation was begun for.</summary>
    public long Generation { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    /// <summary>When the release was first installed, as the body of the revision tells it.</summary>
    public DateTimeOffset? FirstDeployed { get; init; }

    /// <summary>When the release was uninstalled, as the body of the revision tells it; null where it was not.</summary>
    public DateTimeOffset? Deleted { get; init; }

    /// <summary>Digest of the revision's body without its tests, as Flux computes it; null in records of before.</summary>
    public string? Snapshot { get; init; }

    /// <summary>Digest of the inputs the revision was rendered from; null where they are not known (an adopted revision).</summary>
    public string? Inputs { get; init; }

    /// <summary>Digest of everything that may change the outcome, of the attempt that made the revision.</summary>
    public string? Attempt { get; init; }

    /// <summary>Digest of the composed values.</summary>
    public string? Values { get; init; }

    /// <summary>Chart of the revision; null where it is not known.</summary>
    public ChartIdentity? Chart { get; init; }

    /// <summary>Digest of the OCI artifact that the chart came as; null where it came otherwise.</summary>
    public string? OciDigest { get; init; }

    /// <summary>For a rollback: the revision that is restored.</summary>
    public int? Target { get; init; }

    /// <summary>For a rollback, or the removal of a failed install: the attempt that failed.</summary>
    public string? Rejected { get; init; }

    /// <summary>For a rollback, or the removal of a failed install: why, as the first line of Ready's message.</summary>
    public string? Cause { get; init; }

    /// <summary>Code of the cause of the failure that ended or led to the operation.</summary>
    public string? Code { get; init; }

    /// <summary>What the revision had failed for before its objects became ready after all; null where it had not failed.</summary>
    public string? RecoveredFrom { get; init; }

    /// <summary>Namespace of the release, which only its body tells else; null in records of before.</summary>
    public string? Namespace { get; init; }

    /// <summary>For an uninstall that is the first half of a move: what is not uninstalled; null for every other operation.</summary>
    public MoveRecord? Move { get; init; }

    /// <summary>UID of the release's namespace when the revision was deployed; null where that is not known.</summary>
    public string? NamespaceUid { get; init; }

    /// <summary>The cause of the failure that ended or led to the operation, as the status has it; null where there was none.</summary>
    public FailureStatus? Failed { get; init; }

    /// <summary>How often the same revision was tried, from 1.</summary>
    public int Try { get; init; } = 1;

    /// <summary>How often the desired state has failed: before, while the revision is pending; this failure included, once it failed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Failures { get; init; }

    /// <summary>Why the rollback or the uninstall itself failed; null where it did not.</summary>
    public string? Failure { get; init; }

    /// <summary>Code of <see cref="Failure"/>; null where there is none.</summary>
    public string? FailureCode { get; init; }

    /// <summary>True for a rollback that <c>spec.rollbackTo</c> asks for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsHold { get; init; }

    /// <summary>The token of the annotation that asked for the revision; null where none did.</summary>
    public string? Token { get; init; }

    /// <summary>What stays on the cluster that the release was on before, as messages name it; null where nothing does.</summary>
    public string? Left { get; init; }

    /// <summary>Why the revision was made.</summary>
    public string? Trigger { get; init; }

    /// <summary>True where Secrets were among what the values came from: which of them were secret is not told.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool FromSecrets { get; init; }

    /// <summary>What became of the tests; null where the revision was not tested.</summary>
    public TestRecord? Tests { get; init; }

    /// <summary>The revision is deployed, and its tests are under way.</summary>
    public bool IsTesting { get; init; }

    /// <summary>How far the hooks of the operation are; null before the first.</summary>
    public HookCursor? Hooks { get; init; }

    /// <summary>Reads an annotation.</summary>
    /// <returns>Null where the text is absent or no record: somebody else's revision.</returns>
    public static OperationRecord? Parse(string? annotation)
    {
        if (string.IsNullOrEmpty(annotation))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(annotation, OperationRecordJson.Default.OperationRecord);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The text of the annotation.</summary>
    public string ToAnnotation() => JsonSerializer.Serialize(this, OperationRecordJson.Default.OperationRecord);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(SharedStringConverter)])]
[JsonSerializable(typeof(OperationRecord))]
internal sealed partial class OperationRecordJson : JsonSerializerContext;
