using Steersman.GoTemplate.Json;
using Steersman.GoTemplate.Values;
using Steersman.Helm.Releases;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Reconciling;
using Steersman.Operator.Steps.Revisions;

namespace Steersman.Operator.Steps.Planning;

/// <summary>What no plan may show.</summary>
internal static class PlanSecrets
{
    /// <summary>True where Secrets are among what the values come from.</summary>
    public static bool AreIn(HelmReleaseSpec spec) => spec.ValuesFrom?.Any(reference => reference.Kind == ValuesReferenceKind.Secret) == true;

    /// <summary>The secret texts of a revision that was rendered: those of the Secrets that its values come from, and of those that it holds.</summary>
    public static SecretTexts After(StepContext context, RevisionDraft draft)
    {
        SecretTexts texts = SecretTexts.Of(draft.Pending);
        texts.Add(context.Memory.Secrets);
        return texts;
    }

    /// <summary>
    /// The same of a stored revision. Which of its values came from Secrets nobody knows any more: where some did, all of its texts count that the spec does not itself tell.
    /// </summary>
    public static SecretTexts Before(StepContext context, Release release, SecretTexts after)
    {
        SecretTexts texts = SecretTexts.Of(release);
        texts.Add(after);
        if (AreIn(context.Release.Spec) || context.Seen.History.Revisions.Any(revision => revision.Operation is { FromSecrets: true }))
        {
            ValueMap? told = context.Release.Spec.Values is { } values && GoJson.Parse(values.ToJsonString()).TryGetMap(out ValueMap? map) ? map : null;
            texts.Add(release.Config, told);
        }

        return texts;
    }
}
