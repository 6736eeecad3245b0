using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Objects;
using Steersman.Operator.Api;

namespace Steersman.Releases.Drift;

/// <summary>What a look at one object found.</summary>
/// <param name="State">How it stands to what is wanted.</param>
/// <param name="Live">The object as it was looked at; null where it is gone.</param>
public sealed record DriftLook(DriftState State, Unstructured? Live)
{
    /// <summary>What applying would change; null where that is nothing, or not known.</summary>
    public DriftDiff? Diff { get; init; }

    /// <summary>Why it cannot be compared or applied, without secret values; null where it can.</summary>
    public string? Error { get; init; }

    /// <summary>Who but Helm's manager wrote the object last, by its managed fields; null where they do not tell.</summary>
    public string? LastWriter => Live is null ? null : LastWriterOf(Live.Content);

    private static string? LastWriterOf(JsonObject live)
    {
        string? writer = null;
        string? newest = null;
        foreach (JsonObject entry in (live["metadata"]?["managedFields"] as JsonArray ?? []).OfType<JsonObject>())
        {
            string? time = entry["time"]?.ToString();
            string? manager = entry["manager"]?.ToString();
            if (entry["subresource"] is null && manager != WellKnown.FieldManager && string.CompareOrdinal(time, newest) > 0)
            {
                newest = time;
                writer = manager;
            }
        }

        return writer;
    }
}
