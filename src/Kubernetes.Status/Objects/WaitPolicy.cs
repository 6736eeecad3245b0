using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Json;

namespace Steersman.Kubernetes.Status.Objects;

/// <summary>What the annotations of an object ask of the wait for it: ours, and werf's as aliases.</summary>
/// <param name="Ignored">Nothing waits for the object, and its failure is nobody's (<c>steersman.dev/wait: none</c>, <c>werf.io/track-termination-mode: NonBlocking</c>).</param>
/// <param name="FailMode">What its failure means.</param>
/// <param name="FailuresAllowed">Restarts of a container that are tolerated on top of the rules' own thresholds.</param>
public readonly record struct WaitPolicy(bool Ignored, FailMode FailMode, int FailuresAllowed)
{
    private const int MaxFailuresAllowed = 1000;

    /// <summary>Pods of a DaemonSet that hold nothing back though they are not ready (<c>steersman.dev/unready-allowed</c>).</summary>
    public UnreadyAllowance UnreadyAllowed { get; init; }

    /// <summary>As a live object has it.</summary>
    internal static WaitPolicy Of(JsonElement metadata)
    {
        JsonElement annotations = metadata.Field("annotations"u8) ?? default;
        return Of(
            annotations.Text("steersman.dev/wait"u8),
            annotations.Text("werf.io/track-termination-mode"u8),
            annotations.Text("steersman.dev/fail-mode"u8) ?? annotations.Text("werf.io/fail-mode"u8),
            annotations.Text("steersman.dev/failures-allowed"u8) ?? annotations.Text("werf.io/failures-allowed-per-replica"u8),
            annotations.Text("steersman.dev/unready-allowed"u8));
    }

    /// <summary>As a manifest has it.</summary>
    internal static WaitPolicy Of(JsonObject metadata)
    {
        JsonObject annotations = metadata.GetObject("annotations") ?? [];
        return Of(
            annotations.GetString("steersman.dev/wait"),
            annotations.GetString("werf.io/track-termination-mode"),
            annotations.GetString("steersman.dev/fail-mode") ?? annotations.GetString("werf.io/fail-mode"),
            annotations.GetString("steersman.dev/failures-allowed") ?? annotations.GetString("werf.io/failures-allowed-per-replica"),
            annotations.GetString("steersman.dev/unready-allowed"));
    }

    private static WaitPolicy Of(string? wait, string? termination, string? mode, string? allowed, string? unready) => new(
        wait is "none" || (wait is null && termination is "NonBlocking"),
        mode switch
        {
            "ignore" or "IgnoreAndContinueDeployProcess" => FailMode.Ignore,
            "HopeUntilEndOfDeployProcess" => FailMode.AtTimeout,
            _ => FailMode.Fail,
        },
        int.TryParse(allowed, NumberStyles.None, CultureInfo.InvariantCulture, out int failures) ? Math.Min(failures, MaxFailuresAllowed) : 0)
    {
        UnreadyAllowed = UnreadyAllowance.Parse(unready),
    };
}
