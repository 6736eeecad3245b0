using Microsoft.AspNetCore.Http;
using Steersman.Helm.Registry;

namespace Steersman.Helm.Tests.Registry;

/// <summary>The answers of a registry with one chart, <c>org/chart</c> in several versions.</summary>
internal static class OciAnswers
{
    /// <summary>The manifest of a chart.</summary>
    public static string Manifest(byte[] archive) => $$"""
        {"schemaVersion": 2, "config": {"mediaType": "application/vnd.cncf.helm.config.v1+json", "digest": "sha256:0", "size": 2},
         "layers": [{"mediaType": "application/vnd.cncf.helm.chart.content.v1.tar+gzip", "digest": "{{Digest.Of(archive)}}", "size": {{archive.Length}}}]}
        """;

    public static Task AnswerAsync(HttpContext context, byte[] archive)
    {
        string path = context.Request.Path.Value!;
        return path.EndsWith("/tags/list", StringComparison.Ordinal) ? context.Response.WriteAsync("""{"name": "org/chart", "tags": ["1.0.0", "1.9.0", "2.0.0", "latest"]}""")
            : path.Contains("/manifests/", StringComparison.Ordinal) ? context.Response.WriteAsync(Manifest(archive))
            : context.Response.Body.WriteAsync(archive).AsTask();
    }
}
