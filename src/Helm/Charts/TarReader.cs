using System.Globalization;
using Steersman.GoTemplate.Values;

namespace Steersman.Helm.Charts;

/// <summary>Reads tar archives (V7, ustar, PAX, GNU without sparse files) with the verdicts and texts of Go's archive/tar.</summary>
/// <remarks>.NET's own reader judges broken archives differently, and Helm's error texts are contract.</remarks>
internal sealed class TarReader(Stream stream)
{
    private const int BlockSize = 512;
    private const int MaxSpecialFileSize = 1 << 20;

    private const string InvalidHeader = "archive/tar: invalid tar header";
    private readonly byte[] _block = new byte[BlockSize];
    private long _remaining;
    private int _padding;

    /// <summary>Goes to the next entry, past what was not read of the last one; null at the end.</summary>
    /// <exception cref="HelmException">The archive is broken.</exception>
    public TarEntry? Next()
    {
        string? longName = null;
        Dictionary<string, string>? records = null;
        while (true)
        {
            Skip(_remaining + _padding);
            (_remaining, _padding) = (0, 0);
            if (!ReadHeaderBlock())
            {
                return null;
            }

            TarEntry entry = ParseHeader();
            switch (entry.Type)
            {
                case 'x':
                    records = PaxRecords.Parse(ReadSpecial(entry));
                    continue;
                case TarEntry.GlobalHeader:
                    PaxRecords.Parse(ReadSpecial(entry));
                    return entry;
                case 'L':
                    longName = GoString.FromBytes(UpToNul(ReadSpecial(entry)));
                    continue;
                case 'K':
                    ReadSpecial(entry);
                    continue;
                case 'S':
                    throw new HelmException("sparse files in a chart archive are not supported");
            }

            entry = Complete(entry, longName, records);
            _remaining = entry.IsHeaderOnly ? 0 : entry.Size;
            if (_remaining < 0)
            {
                throw new HelmException(InvalidHeader);
            }

            _padding = Padding(_remaining);
            return entry;
        }
    }

    /// <summary>Reads the content of the current entry into memory, at most <paramref name="limit"/> bytes of it.</summary>
    public byte[] ReadContent(long limit)
    {
        int length = (int)Math.Min(limit, _remaining);

        // The declared size is a claim: memory is taken as the bytes come.
        using MemoryStream content = new(Math.Min(length, 1 << 16));
        byte[] buffer = new byte[Math.Min(length, 1 << 16)];
        while (content.Length < length)
        {
            int read = stream.Read(buffer, 0, (int)Math.Min(buffer.Length, length - content.Length));
            if (read == 0)
            {
                throw new HelmException("unexpected EOF");
            }

            content.Write(buffer, 0, read);
        }

        _remaining -= length;
        return content.ToArray();
    }

    private static int Padding(long size) => (int)(-size & (BlockSize - 1));

    private static TarEntry Complete(TarEntry entry, string? longName, Dictionary<string, string>? records)
    {
        entry = entry with { Name = longName ?? entry.Name };
        if (records is not null)
        {
            if (records.TryGetValue("path", out string? path) && path.Length > 0)
            {
                entry = entry with { Name = path };
            }

            if (records.TryGetValue("size", out string? size) && size.Length > 0)
            {
                entry = entry with { Size = long.TryParse(size, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long bytes) ? bytes : throw new HelmException(InvalidHeader) };
            }

            if (records.TryGetValue("mtime", out string? time) && time.Length > 0)
            {
                entry = entry with { ModTime = PaxRecords.Time(time) ?? throw new HelmException(InvalidHeader) };
            }
        }

        if (entry.Type == '\0')
        {
            bool isDirectory = entry.Name.EndsWith('/');
            return entry with { Type = isDirectory ? '5' : '0', IsDirectory = entry.IsDirectory || isDirectory };
        }

        return entry;
    }

    private static ReadOnlySpan<byte> UpToNul(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOf((byte)0);
        return end < 0 ? bytes : bytes[..end];
    }

    private byte[] ReadSpecial(TarEntry entry)
    {
        _remaining = entry.Size;
        if (_remaining is < 0 or > MaxSpecialFileSize)
        {
            throw new HelmException(_remaining < 0 ? InvalidHeader : "archive/tar: header field too long");
        }

        _padding = Padding(_remaining);
        return ReadContent(_remaining);
    }

    /// <summary>Reads a header into the block; false at the end: no more bytes, or two blocks of zeros.</summary>
    private bool ReadHeaderBlock()
    {
        if (!ReadBlock())
        {
            return false;
        }

        if (_block.AsSpan().ContainsAnyExcept((byte)0))
        {
            return true;
        }

        if (!ReadBlock() || !_block.AsSpan().ContainsAnyExcept((byte)0))
        {
            return false;
        }

        throw new HelmException(InvalidHeader);
    }

    private bool ReadBlock()
    {
        int read = stream.ReadAtLeast(_block, BlockSize, throwOnEndOfStream: false);
        return read switch
        {
            BlockSize => true,
            0 => false,
            _ => throw new HelmException("unexpected EOF"),
        };
    }

    private void Skip(long bytes)
    {
        byte[] buffer = new byte[Math.Min(bytes, 1 << 14)];
        while (bytes > 0)
        {
            int read = stream.Read(buffer, 0, (int)Math.Min(buffer.Length, bytes));
            if (read == 0)
            {
                throw new HelmException("unexpected EOF");
            }

            bytes -= read;
        }
    }

    private TarEntry ParseHeader()
    {
        ReadOnlySpan<byte> block = _block;
        long sum = 0;
        long signed = 0;
        for (int index = 0; index < BlockSize; index++)
        {
            int value = index is >= 148 and < 156 ? ' ' : block[index];
            sum += value;
            signed += (sbyte)value;
        }

        long wanted = Number(block[148..156]);
        if (wanted != sum && wanted != signed)
        {
            throw new HelmException(InvalidHeader);
        }

        string name = GoString.FromBytes(UpToNul(block[..100]));
        bool isUstar = block[257..265].SequenceEqual("ustar\u000000"u8);
        ReadOnlySpan<byte> prefix = UpToNul(block[345..500]);
        if (isUstar && prefix.Length > 0)
        {
            name = $"{GoString.FromBytes(prefix)}/{name}";
        }

        char type = (char)block[156];
        const long directoryMode = 0x4000;    // 040000: S_IFDIR
        bool isDirectory = type == '5' || (Number(block[100..108]) & ~0xFFFL) == directoryMode;
        return new TarEntry(name, type, Number(block[124..136]), isDirectory, PaxRecords.FromUnixSeconds(Number(block[136..148])));
    }

    /// <summary>A number in octal text, or, where the first bit is set, in big-endian binary.</summary>
    private static long Number(ReadOnlySpan<byte> field)
    {
        if ((field[0] & 0x80) != 0)
        {
            return BinaryNumber(field);
        }

        ReadOnlySpan<byte> digits = field.Trim(" \0"u8);
        digits = UpToNul(digits);
        long value = 0;
        foreach (byte digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'7' || value > long.MaxValue >> 3)
            {
                throw new HelmException(InvalidHeader);
            }

            value = (value << 3) | (uint)(digit - '0');
        }

        return value;
    }

    private static long BinaryNumber(ReadOnlySpan<byte> field)
    {
        int invert = (field[0] & 0x40) != 0 ? 0xFF : 0;
        ulong value = 0;
        for (int index = 0; index < field.Length; index++)
        {
            int part = field[index] ^ invert;
            if (index == 0)
            {
                part &= 0x7F;
            }

            if (value >> 56 > 0)
            {
                throw new HelmException(InvalidHeader);
            }

            value = (value << 8) | (uint)part;
        }

        return value > long.MaxValue ? throw new HelmException(InvalidHeader) : invert == 0xFF ? ~(long)value : (long)value;
    }
}
