using System.Globalization;

namespace Steersman.Fidelity.Generating;

/// <summary>Makes formats of <c>printf</c>: verbs with flags, widths, precisions and indexes, some of them wrong. <c>%p</c> is left out: an address is never the same twice.</summary>
internal sealed class FormatGenerator(Random random)
{
    private const string Verbs = "vvvvssddqxXTtcbeEfFgGoOU%wz!é";
    private const string Flags = "+-# 0";

    /// <summary>A format as a string literal.</summary>
    public string Next()
    {
        string text = "\"";
        for (int count = random.Next(1, 4); count > 0; count--)
        {
            text += Directive() + (random.Next(3) == 0 ? "|" : "");
        }

        return text + "\"";
    }

    private string Directive()
    {
        string text = "%";
        while (random.Next(3) == 0)
        {
            text += Flags[random.Next(Flags.Length)];
        }

        text += random.Next(12) == 0 ? $"[{random.Next(0, 4)}]" : "";
        text += random.Next(3) == 0 ? Number() : "";
        text += random.Next(4) == 0 ? "." + (random.Next(5) == 0 ? "" : Number()) : "";
        text += random.Next(20) == 0 ? "[1]" : "";
        return random.Next(60) == 0 ? text : text + Verbs[random.Next(Verbs.Length)];
    }

    private string Number() => random.Next(15) == 0 ? "*" : random.Next(0, 25).ToString(CultureInfo.InvariantCulture);
}
