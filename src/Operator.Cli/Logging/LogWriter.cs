using System.Text;
using Steersman.GoTemplate.Formatting;
using Steersman.Helm.Logging;

namespace Steersman.Operator.Cli.Logging;

/// <summary>Writes what Helm logs as Helm's commands do: one line of <c>key=value</c> (slog's text form without the time) to standard error.</summary>
internal sealed class LogWriter(CommandContext context, bool isDebug)
{
    public void Write(LogEntry entry)
    {
        if (entry.Level is LogLevel.Debug && !isDebug)
        {
            return;
        }

        StringBuilder line = new("level=");
        line.Append(Name(entry.Level)).Append(" msg=").Append(Quoted(entry.Message));
        foreach ((string key, string value) in entry.Attributes)
        {
            line.Append(' ').Append(key).Append('=').Append(Quoted(value));
        }

        context.WriteError(line.ToString());
    }

    private static string Name(LogLevel level) => level switch
    {
        LogLevel.Debug => "DEBUG",
        LogLevel.Info => "INFO",
        LogLevel.Warn => "WARN",
        _ => "ERROR",
    };

    private static string Quoted(string value) => NeedsQuotes(value) ? GoQuote.Quote(value) : value;

    private static bool NeedsQuotes(string value)
    {
        if (value.Length == 0)
        {
            return true;
        }

        // A byte that is no UTF-8 is a lone surrogate here, and so no letter.
        foreach (Rune rune in value.EnumerateRunes())
        {
            if (rune.IsAscii ? rune.Value is <= ' ' or '=' or '"' : rune == Rune.ReplacementChar || Rune.IsWhiteSpace(rune) || !GoUnicode.IsPrint(rune.Value))
            {
                return true;
            }
        }

        return false;
    }
}
