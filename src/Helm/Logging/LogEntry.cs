using System.Text;

namespace Steersman.Helm.Logging;

/// <summary>A line that Helm logs. It may quote values. Immutable.</summary>
/// <param name="Level">How much it matters.</param>
/// <param name="Message">Its words.</param>
/// <param name="Attributes">What they are about, in Helm's order.</param>
public sealed record LogEntry(LogLevel Level, string Message, params IReadOnlyList<(string Key, string Value)> Attributes)
{
    /// <summary>What Go's package <c>log</c> prints: a plain text, which slog shows at level INFO.</summary>
    public static implicit operator LogEntry(string message) => FromString(message);

    /// <inheritdoc cref="op_Implicit"/>
    public static LogEntry FromString(string message) => new(LogLevel.Info, message);

    /// <summary>The message with its attributes behind it, <c>message key=value</c>, nothing quoted.</summary>
    public override string ToString()
    {
        StringBuilder text = new(Message);
        foreach ((string key, string value) in Attributes)
        {
            text.Append(' ').Append(key).Append('=').Append(value);
        }

        return text.ToString();
    }
}
