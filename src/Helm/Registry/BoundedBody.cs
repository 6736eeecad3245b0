namespace Steersman.Helm.Registry;

/// <summary>A body that fails where it grows beyond a limit.</summary>
/// <param name="body">The body; not disposed.</param>
/// <param name="request">Names URL and limit.</param>
internal sealed class BoundedBody(Stream body, FetchRequest request) : Stream
{
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    public static HelmException TooLarge(FetchRequest request) => new($"Get \"{RegistryHttp.Shown(request.Url)}\": the answer is larger than {request.MaxBytes} bytes");

    public override int Read(byte[] buffer, int offset, int count) => Count(body.Read(buffer, offset, count));

    public override int Read(Span<byte> buffer) => Count(body.Read(buffer));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => Count(await body.ReadAsync(buffer, cancellationToken));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Count(int read)
    {
        _read += read;
        return _read > request.MaxBytes ? throw TooLarge(request) : read;
    }
}
