using Steersman.Operator.Api.V1;
using Steersman.Operator.Decisions.Reporting;

namespace Steersman.Operator.Decisions.Rules;

/// <summary>A release whose namespace is missing waits for its return; where it is to make the namespace itself, it waits until one that goes is gone.</summary>
/// <param name="isMove">True where the release is uninstalled elsewhere first: whatever is stored, it is installed.</param>
internal sealed class NamespaceRule(bool isMove = false) : IDecisionRule
{
    public Decision? Decide(Observation seen)
    {
        // That of a release which moves is left anyway.
        if (!seen.IsNamespaceMissing || seen.Release.IsDeleted || seen.There is not null)
        {
            return null;
        }

        bool isGoing = seen.NamespaceUid is not null;
        bool isInstall = isMove || RolloutRule.IsInstall(seen.History);
        bool isCreated = isInstall && seen.Release.Spec.Install is { CreateNamespace: true };
        if (isCreated && !isGoing)
        {
            return null;
        }

        string way = isCreated ? "made anew as soon as it is gone" : isInstall ? "create it, or set spec.install.createNamespace" : "create it";
        string message = $"namespace {seen.Release.ReleaseNamespace} is {(isGoing ? "being deleted" : "missing")}: {way}";
        return new Decision(null, seen.Release.CurrentStatus.Judged(seen).NotReady(seen, Reasons.NamespaceMissing, message), null, new Notice(IsWarning: true, Reasons.NamespaceMissing, message));
    }
}
