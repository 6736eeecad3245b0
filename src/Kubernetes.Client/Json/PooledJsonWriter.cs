using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Steersman.Kubernetes.Client.Json;

/// <summary>Writes JSON into a pooled array, for the body of one request.</summary>
internal sealed class PooledJsonWriter : IBufferWriter<byte>, IDisposable
{
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true, MaxDepth = JsonDecoding.MaxDepth };

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(4096);
    private int _written;

    /// <summary>Valid until this is disposed.</summary>
    internal ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, _written);

    internal static PooledJsonWriter Write<TState>(TState state, Action<Utf8JsonWriter, TState> write)
    {
        PooledJsonWriter body = new();
        try
        {
            using Utf8JsonWriter writer = new(body, WriterOptions);
            write(writer, state);
            writer.Flush();
            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    public void Advance(int count) => _written += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        EnsureRoom(sizeHint);
        return _buffer.AsMemory(_written);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        EnsureRoom(sizeHint);
        return _buffer.AsSpan(_written);
    }

    public void Dispose()
    {
        if (_buffer.Length > 0)
        {
            // Bodies may be Secrets: nothing of them stays in the pool.
            ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
            _buffer = [];
            _written = 0;
        }
    }

    private void EnsureRoom(int sizeHint)
    {
        int needed = _written + Math.Max(sizeHint, 1);
        if (needed <= _buffer.Length)
        {
            return;
        }

        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, _buffer.Length * 2));
        _buffer.AsSpan(0, _written).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
        _buffer = larger;
    }
}
