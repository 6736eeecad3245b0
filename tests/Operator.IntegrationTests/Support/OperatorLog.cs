using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Steersman.Operator.IntegrationTests.Support;

/// <summary>Keeps what the operator logs, for the message of a test that fails. Thread-safe.</summary>
internal sealed class OperatorLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly ConcurrentQueue<(string Text, TaskCompletionSource Told)> _awaited = new();

    public IReadOnlyList<string> Lines => [.. _lines];

    /// <summary>Ends with the first line, written or to come, that holds a text.</summary>
    public Task UntilAsync(string text)
    {
        TaskCompletionSource told = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _awaited.Enqueue((text, told));
        foreach (string line in _lines)
        {
            Tell(line);
        }

        return Until.EndsAsync(told.Task, $"the log tells of {text}");
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Debug;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        string line = $"{DateTime.UtcNow:HH:mm:ss.fff} {logLevel}: {formatter(state, exception)}{(exception is null ? "" : $"\n{exception}")}";
        _lines.Enqueue(line);
        Tell(line);
    }

    public void Dispose()
    {
    }

    private void Tell(string line)
    {
        foreach ((string text, TaskCompletionSource told) in _awaited)
        {
            if (line.Contains(text, StringComparison.Ordinal))
            {
                told.TrySetResult();
            }
        }
    }
}
