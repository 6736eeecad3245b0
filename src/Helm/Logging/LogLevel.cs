namespace Steersman.Helm.Logging;

/// <summary>How much a line of Helm's log matters (Go's log/slog).</summary>
public enum LogLevel
{
    /// <summary>Shown with <c>--debug</c> only.</summary>
    Debug,

    Info,

    Warn,

    Error,
}
