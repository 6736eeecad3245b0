using System.Collections.Concurrent;
using System.Diagnostics;
using Steersman.Operator.Hosting;

namespace Steersman.Operator.IntegrationTests.Support;

/// <summary>The operator as a process of its own, as users run it.</summary>
internal sealed class OperatorProgram : IDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();

    public OperatorProgram(params string[] arguments)
    {
        ProcessStartInfo start = new(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        string[] always = [typeof(OperatorProcess).Assembly.Location, "--kubeconfig", TestCluster.OperatorKubeconfig, "--metrics-addr", "0", "--health-addr", "0", "--log-level", "debug"];
        foreach (string argument in always.Concat(arguments))
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What it wrote.</summary>
    public string Output => string.Join('\n', _lines);

    public bool HasExited => _process.HasExited;

    /// <summary>Ends it as <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await Until.EndsAsync(_process.WaitForExitAsync(), "the operator is killed");
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            _lines.Enqueue(line);
        }
    }
}
