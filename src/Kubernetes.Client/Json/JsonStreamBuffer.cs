using System.Buffers;

namespace Steersman.Kubernetes.Client.Json;

/// <summary>The part of a stream that was read and not yet understood, in one pooled array of bounded size.</summary>
internal sealed class JsonStreamBuffer(Stream stream, int maxBytes) : IDisposable
{
    private const int InitialBytes = 16 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(Math.Min(InitialBytes, maxBytes));
    private int _start;
    private int _end;

    internal ReadOnlyMemory<byte> Unread => _buffer.AsMemory(_start, _end - _start);

    /// <summary>True when the next read makes the array larger.</summary>
    internal bool IsFull => _end == _buffer.Length;

    internal void Advance(int count) => _start += count;

    /// <summary>Reads what is there, at least one byte unless the stream is at its end; false at the end.</summary>
    /// <exception cref="JsonTooLargeException">The unread part has reached the limit.</exception>
    internal async ValueTask<bool> FillAsync(CancellationToken ct)
    {
        MakeRoom();
        int read = await stream.ReadAsync(_buffer.AsMemory(_end), ct);
        _end += read;
        return read > 0;
    }

    internal async ValueTask FillToEndAsync(CancellationToken ct)
    {
        while (await FillAsync(ct))
        {
        }
    }

    public void Dispose()
    {
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
            _buffer = [];
            _start = _end = 0;
        }
    }

    private void MakeRoom()
    {
        if (_start == _end)
        {
            _start = _end = 0;
        }

        if (_end < _buffer.Length)
        {
            return;
        }

        int unread = _end - _start;
        if (unread > maxBytes)
        {
            throw new JsonTooLargeException(maxBytes);
        }

        // Half empty at the front: move; else double.
        byte[] target = unread <= _buffer.Length / 2 ? _buffer : ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.AsSpan(_start, unread).CopyTo(target);
        if (!ReferenceEquals(target, _buffer))
        {
            ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
            _buffer = target;
        }

        (_start, _end) = (0, unread);
    }
}
