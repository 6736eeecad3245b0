using Serilog.Events;

namespace Steersman.Operator.Hosting;

/// <summary>Flux's names of log levels.</summary>
internal static class LogLevels
{
    public static LogEventLevel Of(string name) => name switch
    {
        "trace" => LogEventLevel.Verbose,
        "debug" => LogEventLevel.Debug,
        "error" => LogEventLevel.Error,
        _ => LogEventLevel.Information,
    };
}
