using System.Text.Json;
using Steersman.Kubernetes.Client.Json;

namespace Steersman.Kubernetes.Status.Objects;

/// <summary>How long a readiness probe may fail after the start of a container before that means anything: what its startup probe and its own settings allow.</summary>
internal static class ReadinessGrace
{
    private const long LongestSeconds = 24 * 3600;

    /// <summary>The grace of a container; null where it has no readiness probe.</summary>
    /// <remarks>
    /// As werf's kubedog reckons: the initial delay (or all tries of the startup probe), the probe's timeout, and the tries that are missing to
    /// failureThreshold and successThreshold with half a period and one timeout more. A failureThreshold of 1 means that the first failure counts.
    /// </remarks>
    public static TimeSpan? Of(JsonElement spec, string? name)
    {
        foreach (JsonElement container in spec.Items("containers"u8))
        {
            if (container.Text("name"u8) == name)
            {
                return container.Field("readinessProbe"u8) is { } readiness ? Of(readiness, container.Field("startupProbe"u8)) : null;
            }
        }

        return null;
    }

    private static TimeSpan Of(JsonElement readiness, JsonElement? startup)
    {
        long seconds = Number(readiness.Number("initialDelaySeconds"u8), 0);
        if (startup is { } probe)
        {
            seconds = Math.Max(seconds, Number(probe.Number("initialDelaySeconds"u8), 0) + (Number(probe.Number("failureThreshold"u8), 3) * Number(probe.Number("periodSeconds"u8), 10)));
        }

        long failures = Number(readiness.Number("failureThreshold"u8), 3);
        if (failures > 1)
        {
            long period = Number(readiness.Number("periodSeconds"u8), 10);
            long timeout = Number(readiness.Number("timeoutSeconds"u8), 1);
            seconds += (2 * timeout) + (Math.Max(0, failures + Number(readiness.Number("successThreshold"u8), 1) - 3) * period) + (period / 2);
        }

        return TimeSpan.FromSeconds(Math.Min(seconds, LongestSeconds));
    }

    private static long Number(long? given, long otherwise) => Math.Clamp(given ?? otherwise, 0, LongestSeconds);
}
