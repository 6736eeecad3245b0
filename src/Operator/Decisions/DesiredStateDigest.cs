using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Steersman.Operator.Api.V1;
using Steersman.Releases.PostRendering;
using Steersman.Releases.Storage;

namespace Steersman.Operator.Decisions;

/// <summary>The digests of a desired state.</summary>
internal static class DesiredStateDigest
{
    // Of the spec these change no outcome; source and values count by their own digests. How a failure is undone says nothing about what failed.
    private static readonly string[] Left = ["suspend", "interval", "maxHistory", "approval", "updateWindows", "deletionPolicy", "persistentClient", "rollback", "rollbackTo", "source", "chart", "chartRef", "uninstall", "values", "valuesFrom"];

    /// <summary>The desired state of a release whose chart and values are known.</summary>
    public static DesiredState Of(HelmRelease release, ChartIdentity chart, string chartDigest, string valuesDigest)
    {
        string inputs = Hash($"{chartDigest}\n{valuesDigest}\n{release.ReleaseName}\n{release.ReleaseNamespace}\n{release.StorageNamespace}{PostRendering(release.Spec)}");
        JsonObject spec = (JsonObject)JsonSerializer.SerializeToNode(release.Spec, HelmReleaseJson.Default.HelmReleaseSpec)!;
        foreach (string field in Left)
        {
            spec.Remove(field);
        }

        return new DesiredState(chart, inputs, Hash($"{inputs}\n{spec.ToJsonString()}"), valuesDigest);
    }

    /// <summary>Digest of a spec's post-renderers as helm-controller has it; null where there are none.</summary>
    public static string? OfPostRenderers(HelmReleaseSpec spec) => spec.PostRenderers is { } renderers ? Hash(PostRenderText.Of(renderers)) : null;

    /// <summary>Digest of a spec's common metadata as helm-controller has it; null where there is none.</summary>
    public static string? OfCommonMetadata(HelmReleaseSpec spec) => spec.CommonMetadata is { } metadata ? Hash(PostRenderText.Of(metadata)) : null;

    // Nothing where nothing is post-rendered: what no post-renderer gets is not changed by a strategy.
    private static string PostRendering(HelmReleaseSpec spec) => PostRenderChain.Of(spec) is null ? ""
        : $"\n{PostRenderText.Of(spec.PostRenderers)}{PostRenderText.Of(spec.CommonMetadata)}{PostRenderChain.StrategyOf(spec)}";

    private static string Hash(string text) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
}
