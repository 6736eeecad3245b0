using System.Globalization;
using System.Text.Json;
using Steersman.Kubernetes.Client.Json;

namespace Steersman.Kubernetes.Status.Objects;

/// <summary>What the annotations of an object ask of the wait for it: ours, and werf's as aliases.</summary>
/// <param name="Ignored">Nothing waits for the object, and its failure is nobody's (<c>steersman.dev/wait: none</c>, <c>werf.io/track-termination-mode: NonBlocking</c>).</param>
/// <param name="NeverFails">Its failures are shown and never end the wait (<c>fail-mode: ignore</c>).</param>
/// <param name="FailuresAllowed">Restarts of a container that are tolerated on top of the rules' own thresholds.</param>
public readonly record struct WaitPolicy(bool Ignored, bool NeverFails, int FailuresAllowed)
{
    private const int MaxFailuresAllowed = 1000;

    internal static WaitPolicy Of(JsonElement metadata)
    {
        JsonElement annotations = metadata.Field("annotations"u8) ?? default;
        bool ignored = annotations.Text("steersman.dev/wait"u8) == "none" || annotations.Text("werf.io/track-termination-mode"u8) == "NonBlocking";
        string? mode = annotations.Text("steersman.dev/fail-mode"u8) ?? annotations.Text("werf.io/fail-mode"u8);
        string? allowed = annotations.Text("steersman.dev/failures-allowed"u8) ?? annotations.Text("werf.io/failures-allowed-per-replica"u8);
        bool isNumber = int.TryParse(allowed, NumberStyles.None, CultureInfo.InvariantCulture, out int failures);
        return new WaitPolicy(
            ignored,
            mode is "ignore" or "IgnoreAndContinueDeployProcess",
            isNumber ? Math.Min(failures, MaxFailuresAllowed) : 0);
    }
}
