using System.Buffers.Binary;
using System.IO.Compression;

namespace Steersman.Helm.Decoding;

/// <summary>Unpacks gzip held in memory with Go's verdicts: .NET's stream takes a truncated one for a complete one.</summary>
internal sealed class GunzipStream : Stream
{
    public const string InvalidHeader = "gzip: invalid header";

    private const int SmallestMember = 18;    // a header of 10 bytes and a trailer of 8

    private readonly ReadOnlyMemory<byte> _packed;
    private readonly long _limit;
    private readonly Func<Exception> _exceeded;
    private readonly MemoryStream _source;
    private readonly GZipStream _inner;
    private long _read;

    /// <summary>Opens packed bytes.</summary>
    /// <param name="packed">The bytes, which must start with a gzip header.</param>
    /// <param name="limit">How many unpacked bytes may be read.</param>
    /// <param name="exceeded">Makes the error where there are more.</param>
    /// <exception cref="HelmException">The header is missing: <c>EOF</c>, <c>unexpected EOF</c> or <c>gzip: invalid header</c>.</exception>
    public GunzipStream(ReadOnlyMemory<byte> packed, long limit, Func<Exception> exceeded)
    {
        ReadOnlySpan<byte> header = packed.Span;
        if (header.Length < 10)
        {
            throw new HelmException(header.IsEmpty ? "EOF" : "unexpected EOF");
        }

        if (!header.StartsWith<byte>([0x1F, 0x8B, 8]))
        {
            throw new HelmException(InvalidHeader);
        }

        _packed = packed;
        _limit = limit;
        _exceeded = exceeded;
        _source = System.Runtime.InteropServices.MemoryMarshal.TryGetArray(packed, out ArraySegment<byte> array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
            : new MemoryStream(packed.ToArray(), writable: false);
        _inner = new GZipStream(_source, CompressionMode.Decompress);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        int read;
        try
        {
            read = _inner.Read(buffer);
        }
        catch (InvalidDataException exception)
        {
            throw new HelmException(_source.Position == _source.Length ? "unexpected EOF" : "flate: corrupt input", exception);
        }

        _read += read;
        if (_read > _limit)
        {
            throw _exceeded();
        }

        return read > 0 || buffer.IsEmpty || IsComplete() ? read : throw new HelmException("unexpected EOF");
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
            _source.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>The trailer holds the length; of several members only the last one's, so then it proves nothing.</summary>
    private bool IsComplete()
    {
        ReadOnlySpan<byte> packed = _packed.Span;
        return packed.Length >= SmallestMember
            && (BinaryPrimitives.ReadUInt32LittleEndian(packed[^4..]) == (uint)_read || packed[SmallestMember..].IndexOf<byte>([0x1F, 0x8B, 8]) >= 0);
    }
}
