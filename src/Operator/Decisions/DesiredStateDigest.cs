using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Steersman.Operator.Api.V1;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Decisions;

/// <summary>The digests of a desired state.</summary>
internal static class DesiredStateDigest
{
    // Of the spec these change no outcome; source and values count by their own digests.
    private static readonly string[] Left = ["suspend", "interval", "maxHistory", "deletionPolicy", "rollbackTo", "source", "chart", "chartRef", "values", "valuesFrom"];

    /// <summary>The desired state of a release whose chart and values are known.</summary>
    public static DesiredState Of(HelmRelease release, ChartIdentity chart, string chartDigest, string valuesDigest)
    {
        string inputs = Hash($"{chartDigest}\n{valuesDigest}\n{release.ReleaseName}\n{release.ReleaseNamespace}\n{release.StorageNamespace}");
        JsonObject spec = (JsonObject)JsonSerializer.SerializeToNode(release.Spec, HelmReleaseJson.Default.HelmReleaseSpec)!;
        foreach (string field in Left)
        {
            spec.Remove(field);
        }

        return new DesiredState(chart, inputs, Hash($"{inputs}\n{spec.ToJsonString()}"), valuesDigest);
    }

    private static string Hash(string text) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
}
