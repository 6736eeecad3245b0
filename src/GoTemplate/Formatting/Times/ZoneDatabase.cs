using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Steersman.GoTemplate.Formatting.Times;

/// <summary>The IANA time zone database 2025b, which the library carries: the machine's own, or none, would make charts render differently.</summary>
/// <remarks>
/// The resource holds, for each set of equal zones, their names divided by "|", a newline, the length of the data in two bytes, and the second (64-bit) part of
/// a TZif file (RFC 8536), as <c>zic -b slim</c> writes it.
/// </remarks>
internal static class ZoneDatabase
{
    private static readonly Lazy<Dictionary<string, Lazy<ZoneTable>>> Zones = new(Load);

    /// <summary>The zones of a location; null for an unknown name.</summary>
    public static ZoneTable? Find(string name) => Zones.Value.TryGetValue(name, out Lazy<ZoneTable>? table) ? table.Value : null;

    private static Dictionary<string, Lazy<ZoneTable>> Load()
    {
        using Stream packed = typeof(ZoneDatabase).Assembly.GetManifestResourceStream("zoneinfo.bin.gz")
            ?? throw new InvalidOperationException("the time zone database is not in the assembly");
        using GZipStream unpacking = new(packed, CompressionMode.Decompress);
        using MemoryStream memory = new();
        unpacking.CopyTo(memory);
        Dictionary<string, Lazy<ZoneTable>> zones = new(StringComparer.Ordinal);
        ReadOnlyMemory<byte> rest = memory.ToArray();
        while (!rest.IsEmpty)
        {
            int end = rest.Span.IndexOf((byte)'\n');
            string[] names = Encoding.ASCII.GetString(rest.Span[..end]).Split('|');
            int length = BinaryPrimitives.ReadUInt16BigEndian(rest.Span[(end + 1)..]);
            ReadOnlyMemory<byte> data = rest.Slice(end + 3, length);
            rest = rest[(end + 3 + length)..];
            Lazy<ZoneTable> table = new(() => ZoneFile.Read(data.Span));
            foreach (string name in names)
            {
                zones[name] = table;
            }
        }

        return zones;
    }
}
