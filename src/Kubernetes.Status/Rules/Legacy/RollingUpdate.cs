using System.Globalization;
using System.Text.Json.Nodes;

namespace Steersman.Kubernetes.Status.Rules.Legacy;

/// <summary>How many pods a rolling update may leave unavailable (deploymentutil, intstr).</summary>
internal static class RollingUpdate
{
    /// <summary>deploymentutil.MaxUnavailable: percentages of maxUnavailable round down, both fenceposts at 0 give 1, never more than the replicas.</summary>
    public static long MaxUnavailable(JsonObject deployment)
    {
        long replicas = Fields.GetInt(deployment, "spec.replicas", 1);
        if (Fields.GetString(deployment, "spec.strategy.type") != "RollingUpdate" || replicas == 0)
        {
            return 0;
        }

        if (!TryScale(Fields.Find(deployment, "spec.strategy.rollingUpdate.maxSurge"), replicas, roundUp: true, out long surge)
            || !TryScale(Fields.Find(deployment, "spec.strategy.rollingUpdate.maxUnavailable"), replicas, roundUp: false, out long unavailable))
        {
            return 0;
        }

        return Math.Min(surge == 0 && unavailable == 0 ? 1 : unavailable, replicas);
    }

    /// <summary>A percentage rounds up; a value that is no number and no percentage allows all.</summary>
    public static long DaemonSetMaxUnavailable(JsonObject set, long desired)
    {
        JsonNode? value = Fields.Find(set, "spec.updateStrategy.rollingUpdate.maxUnavailable");
        bool isNumber = GoText.TryInt64(value, out long number);
        if (isNumber)
        {
            return number;
        }

        return value is JsonValue text
            && text.TryGetValue(out string? percentage)
            && percentage.EndsWith('%')
            && TryScale(value, desired, roundUp: true, out long scaled)
            ? scaled
            : desired;
    }

    /// <summary>intstr.GetValueFromIntOrPercent: any string is a percentage, with or without its sign; none is 0.</summary>
    private static bool TryScale(JsonNode? value, long total, bool roundUp, out long scaled)
    {
        scaled = 0;
        if (value is null || GoText.TryInt64(value, out scaled))
        {
            return true;
        }

        if (value is not JsonValue scalar
            || !scalar.TryGetValue(out string? text)
            || !long.TryParse(text.Replace("%", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long percent))
        {
            return false;
        }

        double exact = percent * (double)total / 100;
        scaled = (long)(roundUp ? Math.Ceiling(exact) : Math.Floor(exact));
        return true;
    }
}
