using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Steersman.Operator.Hosting;

namespace Steersman.Operator.IntegrationTests.Support;

/// <summary>The operator as a process of its own, as users run it.</summary>
internal sealed class OperatorProgram : IDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();

    /// <summary>Starts it with every line of its log.</summary>
    public OperatorProgram(params string[] arguments)
        : this("debug", arguments)
    {
    }

    /// <summary>Starts it.</summary>
    /// <param name="logLevel"><c>trace</c>, <c>debug</c>, <c>info</c> or <c>error</c>.</param>
    /// <param name="arguments">Further flags.</param>
    /// <param name="environment">Variables beside those of the tests; null for none.</param>
    public OperatorProgram(string logLevel, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        ProcessStartInfo start = new(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        string[] always = [typeof(OperatorProcess).Assembly.Location, "--kubeconfig", TestCluster.OperatorKubeconfig, "--metrics-addr", "0", "--health-addr", "0", "--log-level", logLevel];
        foreach (string argument in always.Concat(arguments))
        {
            start.ArgumentList.Add(argument);
        }

        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
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

    /// <summary>Processor time since its start.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Resident memory in MiB.</summary>
    public double Memory => KibibytesOf("VmRSS:") / 1024d;

    /// <summary>The most resident memory since its start, in MiB.</summary>
    public double PeakMemory => KibibytesOf("VmHWM:") / 1024d;

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

    private long KibibytesOf(string field) =>
        long.Parse(File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith(field, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture);

    private void Keep(string? line)
    {
        if (line is not null)
        {
            _lines.Enqueue(line);
        }
    }
}
