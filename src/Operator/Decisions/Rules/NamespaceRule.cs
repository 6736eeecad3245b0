using Steersman.Operator.Api.V1;

namespace Steersman.Operator.Decisions.Rules;

/// <summary>A release whose namespace is missing waits for its return.</summary>
internal sealed class NamespaceRule : IDecisionRule
{
    public Decision? Decide(Observation seen)
    {
        // That of a release which moves is left anyway.
        if (!seen.IsNamespaceMissing || seen.Release.IsDeleted || seen.There is not null || (seen.Release.Spec.Install is { CreateNamespace: true } && RolloutRule.IsInstall(seen.History)))
        {
            return null;
        }

        string message = $"namespace {seen.Release.ReleaseNamespace} is missing or being deleted: create it, or set spec.install.createNamespace";
        return new Decision(null, seen.Release.CurrentStatus.Judged(seen).NotReady(seen, Reasons.NamespaceMissing, message), null, new Notice(IsWarning: true, Reasons.NamespaceMissing, message));
    }
}
