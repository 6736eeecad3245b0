using System.Collections.Immutable;
using Steersman.Helm.Releases;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Steps;

namespace Steersman.Operator.Decisions.Rules;

/// <summary>
/// A release that is to have another name, namespace or storage, or a chart of another name, moves: the new one is rendered and judged first, what both have is handed over, and only then the old
/// one is uninstalled; the new one is installed as any other.
/// </summary>
internal sealed class MoveRule : IDecisionRule
{
    // What keeps a release from being installed keeps it from being uninstalled for that.
    private static readonly ImmutableArray<IDecisionRule> Obstacles = [new OwnedByOtherRule(), new AdoptionRule(), new ForeignOperationRule(), new NamespaceRule(isMove: true)];

    public Decision? Decide(Observation seen)
    {
        if (seen.Release.IsDeleted || seen.Desired is not { } desired || Why(seen, desired) is not { } why)
        {
            return null;
        }

        HelmReleaseStatus status = seen.Release.CurrentStatus;
        foreach (IDecisionRule obstacle in Obstacles)
        {
            if (seen.There is { } there && obstacle.Decide(there) is { Step: null } decision)
            {
                // What is stored there is not this release's.
                return decision with { Status = decision.Status with { Release = status.Release, History = status.History, StorageNamespace = status.StorageNamespace } };
            }
        }

        bool isKnown = status.LastAttemptedDigest == desired.Attempt;
        status = status with
        {
            LastAttemptedDigest = desired.Attempt,
            InstallFailures = isKnown ? status.InstallFailures : null,
            UpgradeFailures = isKnown ? status.UpgradeFailures : null,
            LastHandledApprove = seen.Release.ApproveRequest ?? status.LastHandledApprove,
            NextRetryAt = null,
        };
        return new Decision(new Step.PrepareMove(desired, why), status);
    }

    private static string? Why(Observation seen, DesiredState desired)
    {
        if (seen.There?.Release is { } wanted)
        {
            return Changed("storage namespace", seen.Release.StorageNamespace, wanted.StorageNamespace)
                ?? Changed("namespace", seen.Release.ReleaseNamespace, wanted.ReleaseNamespace)
                ?? Changed("name", seen.Release.ReleaseName, wanted.ReleaseName);
        }

        return seen is { IsForeign: false, History.Newest: { Operation: not null, Chart: { } chart } newest } && newest.Status != ReleaseStatus.Uninstalled
            && seen.Release.Spec.Upgrade is not { ChartNameChangeStrategy: ChartNameChangeStrategy.InPlaceUpdate }
                ? Changed("chart", chart.Name, desired.Chart.Name)
                : null;
    }

    private static string? Changed(string what, string before, string after) => before == after ? null : $"{what} {before} -> {after}";
}
