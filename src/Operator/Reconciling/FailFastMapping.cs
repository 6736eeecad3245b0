using Steersman.Kubernetes.Status.Causes;
using Steersman.Operator.Api.V1;

namespace Steersman.Operator.Reconciling;

/// <summary><c>spec.wait.failFast</c> as the table of early failures.</summary>
internal static class FailFastMapping
{
    /// <summary>The codes that may be changed, for messages.</summary>
    public static string KnownCodes { get; } = string.Join(", ", Enum.GetNames<CauseCode>());

    public static bool IsKnown(string code) => Enum.GetNames<CauseCode>().Contains(code, StringComparer.Ordinal);

    public static FailFastOptions Of(FailFastSpec? spec)
    {
        FailFastOptions options = FailFastOptions.Default with { IsEnabled = spec?.Enabled ?? true };
        foreach ((string code, Api.V1.FailFastRule rule) in spec?.Rules ?? new Dictionary<string, Api.V1.FailFastRule>())
        {
            if (Enum.TryParse(code, out CauseCode known))
            {
                options = options.With(known, rule.Disabled ? true : null, rule.After, rule.Restarts);
            }
        }

        return options;
    }
}
