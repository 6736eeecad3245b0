using System.Runtime.CompilerServices;
using Steersman.Helm.Charts;
using Steersman.Operator.Api.V1;
using Steersman.Operator.Connections;
using Steersman.Operator.Decisions;
using Steersman.Operator.Decisions.Windows;
using Steersman.Releases.Drift;
using Steersman.Releases.PostRendering;

namespace Steersman.Operator.Reconciling;

/// <summary>What the definition's schema cannot say about a spec.</summary>
internal static class SpecValidation
{
    // A spec is read once and looked at with every step.
    private static readonly ConditionalWeakTable<HelmReleaseSpec, Checked> Known = [];

    /// <summary>What is wrong, naming the field and the way out; null where nothing is.</summary>
    public static SpecProblem? Check(HelmRelease release) => Spec(release) is { } error
        ? new SpecProblem(Reasons.InvalidSpec, error)
        : (HealthCheckMapping.Check(release.Spec) ?? ReadyExpressions.Check(release.Spec)) is { } expression ? new SpecProblem(Reasons.InvalidCELExpression, expression) : null;

    private static string? Spec(HelmRelease release)
    {
        if (release.SpecError is { } error)
        {
            return error;
        }

        if (ReleaseName.Validate(release.ReleaseName) is { } name)
        {
            return $"spec.releaseName: {name}";
        }

        return Known.GetValue(release.Spec, static spec => new Checked(Fields(spec))).Error;
    }

    private static string? Fields(HelmReleaseSpec spec) => Source(spec)
        ?? Strategy("install", spec.Install?.Strategy)
        ?? Strategy("upgrade", spec.Upgrade?.Strategy)
        ?? FailFastMapping.Check(spec.Wait?.FailFast)
        ?? Drift(spec.DriftDetection)
        ?? UpdateWindowList.Check(spec.UpdateWindows)
        ?? PostRenderChain.Of(spec)?.Check()
        ?? Account(spec.ServiceAccountName)
        ?? (spec.KubeConfig is { } other && (other.SecretRef is null) == (other.ConfigMapRef is null) ? "spec.kubeConfig: exactly one of secretRef and configMapRef must be set" : null);

    private static string? Account(string? name) => name is null || AccountName.IsValid(name) ? null : $"spec.serviceAccountName: \"{name}\" is no name of a service account";

    private static string? Strategy(string action, ActionStrategy? strategy) => strategy is { Name: not ActionStrategyName.RetryOnFailure, RetryInterval: not null }
        ? $"spec.{action}.strategy.retryInterval: only RetryOnFailure has it; use spec.{action}.remediation.retryInterval"
        : null;

    // Servers without validation by oneOf do not exist, but objects can be older than the definition.
    private static string? Source(HelmReleaseSpec spec) => spec switch
    {
        { Chart: null, ChartRef: null, Source: null } => "spec: exactly one of chart, chartRef and source must be set",
        { Chart.Spec: null or { Chart: null } or { SourceRef: null } } => "spec.chart.spec: chart and sourceRef must be set",
        { Chart.Spec.Verify: not null } => "spec.chart.spec.verify: signatures are not verified yet: remove it to install the chart unverified",
        { Source.Http: { Archive: null } http } when http.Url is null || http.Chart is null => "spec.source.http: url and chart, or archive, must be set",
        { Source: { ConfigMap: null, Secret: null, Http: null, Oci: null } } => "spec.source: exactly one of configMap, secret, http and oci must be set",
        _ => null,
    };

    private static string? Drift(DriftDetectionSpec? spec)
    {
        try
        {
            DriftIgnoreRules.Of(spec);
            return null;
        }
        catch (FormatException exception)
        {
            return exception.Message;
        }
    }

    private sealed record Checked(string? Error);
}
