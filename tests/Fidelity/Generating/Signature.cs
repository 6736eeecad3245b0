namespace Steersman.Fidelity.Generating;

/// <summary>A call: the function, the kinds of its arguments, and what its result is piped into.</summary>
internal sealed record Signature(string Name, string[] Arguments, string Pipe)
{
    public static Signature Read(string text)
    {
        int bar = text.IndexOf('|', StringComparison.Ordinal);
        string[] words = (bar < 0 ? text : text[..bar]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new Signature(words[0], words[1..], bar < 0 ? "" : " " + text[bar..]);
    }
}
