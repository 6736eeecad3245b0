using System.Diagnostics;

namespace Steersman.Operator.IntegrationTests.Support;

/// <summary>The real Helm, which <c>STEERSMAN_HELM</c> names.</summary>
internal static class HelmProgram
{
    private static string Program => Environment.GetEnvironmentVariable("STEERSMAN_HELM") is { Length: > 0 } path ? path : throw new IgnoreException("STEERSMAN_HELM names no helm");

    /// <summary>Skips the test where there is no Helm.</summary>
    public static void Need() => _ = Program;

    /// <summary>Runs Helm; its output.</summary>
    /// <exception cref="AssertionException">It failed.</exception>
    public static async Task<string> RunAsync(string ns, params string[] arguments)
    {
        (int code, string output) = await TryAsync(ns, arguments);
        return code == 0 ? output : throw new AssertionException($"helm {string.Join(' ', arguments)} ended with {code}: {output}");
    }

    /// <summary>Runs Helm; its exit code and output.</summary>
    public static async Task<(int Code, string Output)> TryAsync(string ns, params string[] arguments)
    {
        using Process process = Start(ns, arguments);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        await Until.EndsAsync(process.WaitForExitAsync(), $"helm {string.Join(' ', arguments)} ends");
        return (process.ExitCode, await output + await errors);
    }

    /// <summary>Runs Helm and ends it as <c>kill -9</c> does, once something has happened.</summary>
    public static async Task KillAsync(string ns, Func<Task> happened, params string[] arguments)
    {
        using Process process = Start(ns, arguments);
        try
        {
            await happened();
        }
        finally
        {
            process.Kill();
            await Until.EndsAsync(process.WaitForExitAsync(), "helm is killed");
        }
    }

    private static Process Start(string ns, string[] arguments)
    {
        ProcessStartInfo start = new(Program) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("--kubeconfig");
        start.ArgumentList.Add(TestCluster.Kubeconfig);
        start.ArgumentList.Add("--namespace");
        start.ArgumentList.Add(ns);
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }
}
