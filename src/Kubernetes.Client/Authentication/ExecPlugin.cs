using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Configuration;
using Steersman.Kubernetes.Client.Json;

namespace Steersman.Kubernetes.Client.Authentication;

/// <summary>The program that a kubeconfig names for its credential.</summary>
internal sealed record ExecPlugin(
    string ApiVersion, string Command, ImmutableArray<string> Arguments, ImmutableArray<KeyValuePair<string, string>> Environment, string Folder, JsonObject? ClusterInfo)
{
    internal static ExecPlugin Read(JsonObject exec, KubeconfigEntry user, KubeconfigEntry cluster)
    {
        string apiVersion = exec.GetString("apiVersion") ?? throw user.Missing("exec.apiVersion");
        if (apiVersion is not ("client.authentication.k8s.io/v1" or "client.authentication.k8s.io/v1beta1"))
        {
            throw user.Broken("exec.apiVersion", "only client.authentication.k8s.io/v1 and v1beta1 are supported");
        }

        string command = exec.GetString("command") ?? throw user.Missing("exec.command");

        // As client-go: a command with a slash is relative to the kubeconfig, one without is looked up in PATH.
        string program = command.Contains('/', StringComparison.Ordinal) ? user.Resolve(command) : command;
        return new ExecPlugin(
            apiVersion,
            program,
            [.. exec.GetStrings("args")],
            [.. ReadEnvironment(exec)],
            user.File.Folder,
            exec.GetBool("provideClusterInfo") == true ? ClusterInfoOf(cluster) : null);
    }

    private static IEnumerable<KeyValuePair<string, string>> ReadEnvironment(JsonObject exec)
    {
        foreach (JsonObject entry in exec.GetArray("env")?.OfType<JsonObject>() ?? [])
        {
            if (entry.GetString("name") is { Length: > 0 } name)
            {
                yield return new(name, entry.GetString("value") ?? string.Empty);
            }
        }
    }

    private static JsonObject ClusterInfoOf(KubeconfigEntry cluster)
    {
        JsonObject info = [];
        foreach (string field in (ReadOnlySpan<string>)["server", "tls-server-name", "certificate-authority-data"])
        {
            info.Set(field, cluster.Text(field));
        }

        if (cluster.Content.GetBool("insecure-skip-tls-verify") is { } insecure)
        {
            info["insecure-skip-tls-verify"] = insecure;
        }

        return info;
    }
}
