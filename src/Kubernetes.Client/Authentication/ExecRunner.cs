using System.Diagnostics;
using System.Text.Json.Nodes;
using Steersman.Kubernetes.Client.Errors;

namespace Steersman.Kubernetes.Client.Authentication;

/// <summary>Runs a credential program once, without a terminal, and kills it when it takes too long.</summary>
internal static class ExecRunner
{
    internal static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private const int MaxOutput = 1024 * 1024;

    /// <exception cref="KubernetesConfigurationException">It cannot be started, fails, hangs or says too much.</exception>
    internal static async Task<ExecCredential> RunAsync(ExecPlugin plugin, TimeProvider time, CancellationToken ct)
    {
        using Process process = Start(plugin);
        using CancellationTokenSource timeout = new(Timeout, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, ct);
        try
        {
            process.StandardInput.Close();
            string output = await ReadAsync(process.StandardOutput, plugin, either.Token);
            await process.WaitForExitAsync(either.Token);
            return process.ExitCode == 0
                ? ExecCredential.Parse(output, plugin.Command)
                : throw new KubernetesConfigurationException($"the credential program {plugin.Command} ended with exit code {process.ExitCode}");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new KubernetesConfigurationException($"the credential program {plugin.Command} did not end within {Timeout.TotalSeconds} s");
        }
        finally
        {
            Kill(process);
        }
    }

    private static Process Start(ExecPlugin plugin)
    {
        ProcessStartInfo start = new(plugin.Command, plugin.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
            WorkingDirectory = plugin.Folder,
        };
        foreach ((string name, string value) in plugin.Environment)
        {
            start.Environment[name] = value;
        }

        start.Environment["KUBERNETES_EXEC_INFO"] = ExecInfo(plugin);
        try
        {
            return Process.Start(start)!;
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or InvalidOperationException or IOException)
        {
            throw new KubernetesConfigurationException($"the credential program {plugin.Command} cannot be started: {e.Message}", e);
        }
    }

    private static string ExecInfo(ExecPlugin plugin)
    {
        JsonObject spec = new() { ["interactive"] = false };
        if (plugin.ClusterInfo is not null)
        {
            spec["cluster"] = plugin.ClusterInfo.DeepClone();
        }

        return new JsonObject { ["apiVersion"] = plugin.ApiVersion, ["kind"] = "ExecCredential", ["spec"] = spec }.ToJsonString();
    }

    private static async Task<string> ReadAsync(StreamReader output, ExecPlugin plugin, CancellationToken ct)
    {
        char[] buffer = new char[MaxOutput + 1];
        int length = await output.ReadBlockAsync(buffer, ct);
        return length > MaxOutput
            ? throw new KubernetesConfigurationException($"the credential program {plugin.Command} wrote more than {MaxOutput} characters")
            : new string(buffer, 0, length);
    }

    private static void Kill(Process process)
    {
        try
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It ended in between.
        }
    }
}
