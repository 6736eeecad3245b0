using System.Collections.Frozen;

namespace Steersman.Kubernetes.Status.Causes;

/// <summary>The table of early failures that is in force for a release (<c>spec.wait.failFast</c>).</summary>
public sealed record FailFastOptions
{
    private static readonly FrozenDictionary<CauseCode, FailFastRule> Defaults = new FailFastRule[]
    {
        new(CauseCode.JobFailed, CauseClass.Terminal),
        new(CauseCode.PodFailed, CauseClass.Terminal),
        new(CauseCode.ProgressDeadline, CauseClass.Terminal),
        new(CauseCode.Stalled, CauseClass.Terminal) { After = TimeSpan.FromSeconds(5) },
        new(CauseCode.CELFailed, CauseClass.Terminal) { After = TimeSpan.FromSeconds(5) },
        new(CauseCode.CRDRejected, CauseClass.Terminal) { After = TimeSpan.FromSeconds(5) },
        new(CauseCode.PVCLost, CauseClass.Terminal) { After = TimeSpan.FromSeconds(5) },
        new(CauseCode.InvalidImage, CauseClass.Terminal) { After = TimeSpan.FromSeconds(5) },
        new(CauseCode.ImageNotFound, CauseClass.Config) { After = TimeSpan.FromSeconds(60) },
        new(CauseCode.ImageAuth, CauseClass.Config) { After = TimeSpan.FromSeconds(120) },
        new(CauseCode.ImageTransient, CauseClass.Transient) { IsReportedOnly = true },
        new(CauseCode.ContainerConfig, CauseClass.Config) { After = TimeSpan.FromSeconds(120) },
        new(CauseCode.RunContainer, CauseClass.Crash) { Restarts = 2 },
        new(CauseCode.OOM, CauseClass.Crash) { Restarts = 2 },
        new(CauseCode.CrashLoop, CauseClass.Crash) { Restarts = 3, After = TimeSpan.FromSeconds(45) },
        new(CauseCode.QuotaExceeded, CauseClass.Capacity) { After = TimeSpan.FromSeconds(60) },
        new(CauseCode.PodRejected, CauseClass.Config) { After = TimeSpan.FromSeconds(30) },
        new(CauseCode.WebhookDown, CauseClass.Transient) { IsReportedOnly = true },
        new(CauseCode.MissingDep, CauseClass.Config) { After = TimeSpan.FromSeconds(60) },
        new(CauseCode.Unschedulable, CauseClass.Capacity) { IsReportedOnly = true },
        new(CauseCode.Volume, CauseClass.Transient) { IsReportedOnly = true },
        new(CauseCode.Probe, CauseClass.App) { After = TimeSpan.FromSeconds(30), IsDisabled = true },
    }.ToFrozenDictionary(rule => rule.Code);

    private readonly FrozenDictionary<CauseCode, FailFastRule> _rules = Defaults;

    public static FailFastOptions Default { get; } = new();

    /// <summary>False: causes are reported, and only the timeout ends a rollout.</summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>The row of a code.</summary>
    public FailFastRule this[CauseCode code] => _rules[code];

    /// <summary>The same table with one row changed; null leaves a column as it is.</summary>
    public FailFastOptions With(CauseCode code, bool? disabled = null, TimeSpan? after = null, int? restarts = null)
    {
        FailFastRule rule = _rules[code];
        FailFastRule changed = rule with
        {
            IsDisabled = disabled ?? rule.IsDisabled,
            After = after ?? rule.After,
            Restarts = restarts ?? rule.Restarts,
        };
        return new FailFastOptions(_rules.Values.Select(each => each.Code == code ? changed : each)) { IsEnabled = IsEnabled };
    }

    public FailFastOptions()
    {
    }

    private FailFastOptions(IEnumerable<FailFastRule> rules) => _rules = rules.ToFrozenDictionary(rule => rule.Code);
}
