using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace Steersman.Helm.Registry;

/// <summary>Which addresses charts may be fetched from: whoever writes an URL into an object must not reach through this process what only this process can reach. Immutable.</summary>
public sealed class AddressRules
{
    // Of loopback, link-local, group and metadata services of clouds nobody serves charts.
    private static readonly ImmutableArray<IPNetwork> Closed =
    [
        .. new[]
        {
            "0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "100.100.100.200/32", "168.63.129.16/32", "192.0.0.192/32", "224.0.0.0/4", "255.255.255.255/32",
            "::/128", "::1/128", "fe80::/10", "fd00:ec2::254/128", "fd20:ce::254/128", "ff00::/8",
        }.Select(IPNetwork.Parse),
    ];

    private readonly ImmutableArray<IPNetwork> _allowed;
    private readonly ImmutableArray<IPNetwork> _denied;

    /// <param name="allowed">Networks that may be reached in any case.</param>
    /// <param name="denied">Networks that may not be reached, beside loopback, link-local, group and metadata addresses.</param>
    public AddressRules(IEnumerable<IPNetwork> allowed, IEnumerable<IPNetwork> denied)
    {
        _allowed = [.. allowed];
        _denied = [.. Closed, .. denied];
    }

    /// <summary>Everything but loopback, link-local, group and metadata addresses.</summary>
    public static AddressRules Default { get; } = new([], []);

    /// <summary>Every address.</summary>
    public static AddressRules Any { get; } = new([IPNetwork.Parse("0.0.0.0/0"), IPNetwork.Parse("::/0")], []);

    /// <summary>True where the address may be reached.</summary>
    public bool Allows(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        IPAddress meant = Embedded(address) ?? address;
        return Contains(_allowed, meant) || !Contains(_denied, meant);
    }

    private static bool Contains(ImmutableArray<IPNetwork> networks, IPAddress address) => networks.Any(network => network.BaseAddress.AddressFamily == address.AddressFamily && network.Contains(address));

    // An IPv4 address that an IPv6 address stands for: mapped, by NAT64 (64:ff9b::/96), by 6to4 (2002::/16).
    private static IPAddress? Embedded(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return null;
        }

        byte[] bytes = address.GetAddressBytes();
        return bytes switch
        {
            _ when address.IsIPv4MappedToIPv6 => address.MapToIPv4(),
            [0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0, ..] => new IPAddress(bytes.AsSpan(12, 4)),
            [0x20, 0x02, ..] => new IPAddress(bytes.AsSpan(2, 4)),
            _ => null,
        };
    }
}
