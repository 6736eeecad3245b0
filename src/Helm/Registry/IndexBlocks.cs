using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Steersman.GoTemplate.Values;

namespace Steersman.Helm.Registry;

/// <summary>Reads an index chart by chart as it comes, as Helm writes indexes: one block of lines below <c>entries:</c> for each chart. So an index of any size costs the memory of its largest chart.</summary>
/// <remarks>Whatever has another form throws <see cref="IndexFormException"/>: then the text must be read as a whole, which also tells what is wrong in Helm's words.</remarks>
internal sealed class IndexBlocks(Action<string>? warn)
{
    private const string Version = "apiVersion: v1\n";

    private readonly StringBuilder _rest = new();
    private readonly ArrayBufferWriter<byte> _block = new();
    private readonly Dictionary<string, IReadOnlyList<ChartVersion>> _entries = new(StringComparer.Ordinal);
    private bool _isInEntries;
    private bool _hasEntries;
    private int _indent;

    /// <summary>Reads an index to its end.</summary>
    /// <exception cref="IndexFormException">It has not the form that Helm writes.</exception>
    public static async Task<(IndexFile Index, string Digest)> ReadAsync(Stream stream, Action<string>? warn, CancellationToken cancellationToken)
    {
        IndexBlocks blocks = new(warn);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[64 * 1024];
        int kept = 0;
        int read;
        while ((read = await stream.ReadAsync(buffer.AsMemory(kept), cancellationToken)) > 0)
        {
            hash.AppendData(buffer, kept, read);
            int end = kept + read;
            int start = 0;
            int line;
            while ((line = buffer.AsSpan(start, end - start).IndexOf((byte)'\n')) >= 0)
            {
                blocks.Add(buffer.AsSpan(start, line + 1));
                start += line + 1;
            }

            kept = end - start;
            buffer.AsSpan(start, kept).CopyTo(buffer);
            if (kept == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }
        }

        blocks.Add(buffer.AsSpan(0, kept));
        return (blocks.Finish(), "sha256:" + Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private void Add(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> text = line.TrimStart((byte)' ');
        int indent = line.Length - text.Length;
        text = text.TrimEnd("\r\n "u8);
        bool isBlank = text.IsEmpty || text[0] == (byte)'#';
        if (!isBlank && indent == 0)
        {
            AddTop(line, text);
        }
        else if (!_isInEntries)
        {
            _rest.Append(Encoding.UTF8.GetString(line));
        }
        else if (isBlank)
        {
            _block.Write(line);
        }
        else
        {
            AddEntry(line, text, indent);
        }
    }

    private void AddTop(ReadOnlySpan<byte> line, ReadOnlySpan<byte> text)
    {
        EndBlock();
        _isInEntries = false;
        if (!text.SequenceEqual("entries:"u8))
        {
            _rest.Append(Encoding.UTF8.GetString(line));
            return;
        }

        if (_hasEntries)
        {
            throw new IndexFormException("entries stands twice");
        }

        _hasEntries = true;
        _isInEntries = true;
    }

    private void AddEntry(ReadOnlySpan<byte> line, ReadOnlySpan<byte> text, int indent)
    {
        _indent = _indent == 0 ? indent : _indent;
        if (indent < _indent)
        {
            throw new IndexFormException("a line stands too far to the left");
        }

        if (indent == _indent && text[0] != (byte)'-')
        {
            EndBlock();
            if (text[^1] != (byte)':')
            {
                throw new IndexFormException("the versions of a chart are no block");
            }
        }

        _block.Write(line);
    }

    private void EndBlock()
    {
        if (_block.WrittenCount == 0)
        {
            return;
        }

        string text = $"{Version}entries:\n{GoString.FromBytes(_block.WrittenSpan)}";
        _block.ResetWrittenCount();
        foreach ((string name, IReadOnlyList<ChartVersion> versions) in Load(text).Entries)
        {
            if (!_entries.TryAdd(name, [.. versions.Select(Slim)]))
            {
                throw new IndexFormException("a chart stands twice");
            }
        }
    }

    private IndexFile Finish()
    {
        EndBlock();
        if (!_hasEntries)
        {
            throw new IndexFormException("there are no entries");
        }

        Load(_rest.ToString());
        return new IndexFile(_entries);
    }

    private IndexFile Load(string text)
    {
        try
        {
            return IndexFile.Load(text, warn);
        }
        catch (HelmException exception)
        {
            throw new IndexFormException(exception.Message);
        }
    }

    // Of each version only what a choice needs is kept.
    private static ChartVersion Slim(ChartVersion version) => version with
    {
        Metadata = new Charts.Metadata { ApiVersion = version.Metadata.ApiVersion, Name = version.Metadata.Name, Version = version.Metadata.Version, AppVersion = version.Metadata.AppVersion },
    };
}
