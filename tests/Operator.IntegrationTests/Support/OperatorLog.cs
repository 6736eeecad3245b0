using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Steersman.Operator.IntegrationTests.Support;

/// <summary>Keeps what the operator logs, for the message of a test that fails. Thread-safe.</summary>
internal sealed class OperatorLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyList<string> Lines => [.. _lines];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Debug;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue($"{DateTime.UtcNow:HH:mm:ss.fff} {logLevel}: {formatter(state, exception)}{(exception is null ? "" : $"\n{exception}")}");

    public void Dispose()
    {
    }
}
