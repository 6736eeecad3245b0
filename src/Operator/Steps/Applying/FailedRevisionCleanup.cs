using Steersman.Kubernetes.Client.Resources;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Reporting;
using Steersman.Operator.Reconciling;
using Steersman.Releases.Applying;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Steps.Applying;

/// <summary>Deletes what a failed upgrade or rollback created, where <c>cleanupOnFail</c> asks for it.</summary>
internal sealed class FailedRevisionCleanup(RevisionObjects objects, ObjectApplier applier, INoticeSink notices)
{
    /// <summary>Deletes the objects that no revision before has and that are younger than the operation. What cannot be deleted is told.</summary>
    public async Task CleanAsync(StepContext context, StoredRevision failed, CancellationToken cancellation)
    {
        if (failed.Operation is not { } record || !IsAsked(context.Release.Spec, record.Type))
        {
            return;
        }

        ChangedObjects changes;
        try
        {
            changes = ChangedObjects.Between(await objects.BeforeAsync(context, failed.Release.Version, cancellation), await objects.OfAsync(context, failed.Release, cancellation));
        }
        catch (ManifestException)
        {
            return;     // its objects were never applied
        }

        // Kubernetes tells the age of an object in whole seconds.
        DateTimeOffset since = DateTimeOffset.FromUnixTimeSeconds(record.StartedAt.ToUnixTimeSeconds());
        if (await applier.DeleteAsync([.. changes.Added.Reverse()], context.Ownership, DeletionPropagation.Background, cancellation, since) is { } refusal)
        {
            notices.Tell(context.Release, new Notice(IsWarning: true, "CleanupFailed", $"{refusal.Message}: it was created by failed revision {failed.Release.Version} and stays"));
        }
    }

    private static bool IsAsked(HelmReleaseSpec spec, OperationType type) => type switch
    {
        OperationType.Upgrade => spec.Upgrade is { CleanupOnFail: true },
        OperationType.Rollback => spec.Rollback is { CleanupOnFail: true },
        _ => false,
    };
}
