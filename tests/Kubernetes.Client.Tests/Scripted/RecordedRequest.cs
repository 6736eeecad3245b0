using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Steersman.Kubernetes.Client.Tests.Scripted;

/// <summary>A request as the server saw it.</summary>
public sealed record RecordedRequest(string Method, string Path, IQueryCollection Query, IHeaderDictionary Headers, string Protocol, byte[] BodyBytes)
{
    public string Body => Encoding.UTF8.GetString(BodyBytes);

    public JsonNode Json => JsonNode.Parse(BodyBytes)!;

    public bool IsWatch => Query.ContainsKey("watch");

    public override string ToString() => $"{Method} {Path}";
}
