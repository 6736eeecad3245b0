using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace Steersman.Operator.Hosting;

/// <summary>Where a server listens, as Go writes it: <c>:8080</c> on all addresses, or <c>127.0.0.1:8080</c>.</summary>
internal sealed record ListenAddress(IPAddress Address, int Port)
{
    /// <summary>True for the texts that turn a server off: none, and <c>0</c>, as controller-runtime has it.</summary>
    public static bool IsOff(string? text) => text is null or "" or "0";

    /// <summary>The address of a text that was checked before; null where it turns the server off.</summary>
    public static ListenAddress? Parse(string? text) => !IsOff(text) && TryParse(text!, out ListenAddress? address) ? address : null;

    public static bool TryParse(string text, [NotNullWhen(true)] out ListenAddress? address)
    {
        address = null;
        int colon = text.LastIndexOf(':');
        if (colon < 0 || !int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int port) || port > 65535)
        {
            return false;
        }

        string host = text[..colon].Trim('[', ']');
        if (host.Length == 0)
        {
            address = new ListenAddress(IPAddress.Any, port);
        }
        else if (host == "localhost")
        {
            address = new ListenAddress(IPAddress.Loopback, port);
        }
        else if (IPAddress.TryParse(host, out IPAddress? parsed))
        {
            address = new ListenAddress(parsed, port);
        }

        return address is not null;
    }
}
