using System.Text;

namespace Steersman.Helm.Engine;

/// <summary>One level of an execution error as Helm prints it (Helm's <c>TraceableError</c>).</summary>
/// <remarks>Helm finds the parts in Go's text, and texts of charts may look like that text: so they are found here in the same way.</remarks>
/// <param name="Location">Where.</param>
/// <param name="Executed">Which template, at which node.</param>
/// <param name="Message">What.</param>
internal sealed record TraceLevel(string Location, string Executed, string Message)
{
    private const string Prefix = "template: ";

    /// <summary>The parts of an error's text; null where it has none of Go's three forms.</summary>
    public static TraceLevel? Parse(string text)
    {
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        string rest = text[Prefix.Length..];
        return rest.StartsWith("no template ", StringComparison.Ordinal) ? new TraceLevel("", "", text) : Executing(rest) ?? Simple(rest);
    }

    public void WriteTo(StringBuilder text)
    {
        if (Location.Length > 0)
        {
            text.Append(Location).Append("\n  ");
        }

        if (Executed.Length > 0)
        {
            text.Append(Executed).Append("\n    ");
        }

        if (Message.Length > 0)
        {
            text.Append(Message).Append('\n');
        }
    }

    // LOCATION: executing "NAME" at <CONTEXT>: MESSAGE
    private static TraceLevel? Executing(string text)
    {
        if (!Cut(text, ": executing ", out string location, out string after) || !after.StartsWith('"'))
        {
            return null;
        }

        int quote = after.IndexOf('"', 1);
        const string At = " at <";
        if (quote < 0 || !after.AsSpan(quote + 1).StartsWith(At, StringComparison.Ordinal))
        {
            return null;
        }

        return Cut(after[(quote + 1 + At.Length)..], ">: ", out string context, out string message)
            ? new TraceLevel(location, $"executing \"{after[1..quote]}\" at <{context}>:", WithoutNext(message))
            : null;
    }

    // LOCATION: MESSAGE
    private static TraceLevel? Simple(string text)
    {
        int separator = text.LastIndexOf(": ", StringComparison.Ordinal);
        return separator < 0 ? null : new TraceLevel(text[..separator], "", WithoutNext(text[(separator + 2)..]));
    }

    // The next level prints what follows.
    private static string WithoutNext(string message)
    {
        int next = message.IndexOf(" template:", StringComparison.Ordinal);
        return next < 0 ? message : message[..next];
    }

    private static bool Cut(string text, string separator, out string before, out string after)
    {
        int at = text.IndexOf(separator, StringComparison.Ordinal);
        (before, after) = at < 0 ? (text, "") : (text[..at], text[(at + separator.Length)..]);
        return at >= 0;
    }
}
