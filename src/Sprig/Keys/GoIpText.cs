using System.Net;
using System.Net.Sockets;

namespace Steersman.Sprig.Keys;

/// <summary>Go's <c>net.ParseIP</c>: four decimal numbers without leading zeros, or IPv6 without a zone.</summary>
internal static class GoIpText
{
    /// <summary>The address; null where the text is none.</summary>
    public static IPAddress? Parse(string text)
    {
        if (text.Contains('%', StringComparison.Ordinal) || text.Contains('[', StringComparison.Ordinal) || !IPAddress.TryParse(text, out IPAddress? address))
        {
            return null;
        }

        // The framework reads "1", "1.2" and "0x7f.1" as addresses too; Go wants what it would write itself.
        return address.AddressFamily is AddressFamily.InterNetworkV6 || address.ToString() == text ? address : null;
    }
}
