using Steersman.Kubernetes.Status.Causes;
using Steersman.Operator.Api.V1;

namespace Steersman.Operator.Reconciling;

/// <summary><c>spec.wait.failFast</c> as the table of early failures.</summary>
internal static class FailFastMapping
{
    private static readonly string KnownCodes = string.Join(", ", Enum.GetNames<CauseCode>());

    /// <summary>What is wrong with the changes to rules, naming the field and the way out; null where nothing is.</summary>
    public static string? Check(FailFastSpec? spec)
    {
        foreach ((string code, Api.V1.FailFastRule rule) in spec?.Rules ?? new Dictionary<string, Api.V1.FailFastRule>())
        {
            string field = $"spec.wait.failFast.rules.{code}";
            if (!IsKnown(code, out CauseCode known))
            {
                return $"{field}: no such rule; known are {KnownCodes}";
            }

            Kubernetes.Status.Causes.FailFastRule defaults = FailFastOptions.Default[known];
            if (defaults.IsReportedOnly && (rule.After is not null || rule.Restarts is not null))
            {
                return $"{field}: this cause may pass by itself, is reported and ends no rollout before its timeout; leave out after and restarts";
            }

            if (rule.Restarts is not null && defaults.Restarts == 0)
            {
                return $"{field}.restarts: this rule counts no restarts; use after";
            }
        }

        return null;
    }

    /// <summary>The table in force; rules that are unknown are left out.</summary>
    public static FailFastOptions Of(FailFastSpec? spec)
    {
        FailFastOptions options = FailFastOptions.Default with { IsEnabled = spec?.Enabled ?? true };
        foreach ((string code, Api.V1.FailFastRule rule) in spec?.Rules ?? new Dictionary<string, Api.V1.FailFastRule>())
        {
            if (IsKnown(code, out CauseCode known))
            {
                // To name a rule is to want it: that is how those that are off by default are turned on.
                options = options.With(known, rule.Disabled, rule.After, rule.Restarts);
            }
        }

        return options;
    }

    private static bool IsKnown(string code, out CauseCode known) => Enum.TryParse(code, out known) && Enum.GetName(known) == code;
}
