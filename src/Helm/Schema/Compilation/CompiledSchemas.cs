using System.Collections.Concurrent;
using System.Security.Cryptography;
using Steersman.GoTemplate.Values;
using Steersman.Helm.Logging;
using Steersman.Helm.Schema.Json;

namespace Steersman.Helm.Schema.Compilation;

/// <summary>Schemas compiled before, by digest: the same chart is rendered again and again. Bounded, and safe for many threads.</summary>
internal static class CompiledSchemas
{
    private const int MaxEntries = 64;
    private const string Url = "file:///values.schema.json";

    private static readonly ConcurrentDictionary<UInt128, (SchemaNode Schema, IReadOnlyList<string> UnresolvedNames)> Entries = new();

    /// <summary>The compiled schema of a text.</summary>
    /// <param name="schema">The text.</param>
    /// <param name="log">Takes what Helm logs of it; may be null.</param>
    /// <exception cref="SchemaException">It is no schema.</exception>
    public static SchemaNode Get(ReadOnlySpan<byte> schema, Action<LogEntry>? log = null)
    {
        UInt128 digest = System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(schema));
        if (!Entries.TryGetValue(digest, out (SchemaNode Schema, IReadOnlyList<string> UnresolvedNames) entry))
        {
            string text = GoString.FromBytes(schema);
            SchemaDocuments documents = new();
            documents.Add(Url, DatumReader.Read(text));
            LogText(log, text);
            entry = (new SchemaCompiler(documents).Compile(Url), documents.UnresolvedNames);
            if (Entries.Count >= MaxEntries)
            {
                Entries.Clear();
            }

            entry = Entries.GetOrAdd(digest, entry);
        }
        else if (log is not null)
        {
            LogText(log, GoString.FromBytes(schema));
        }

        foreach (string name in entry.UnresolvedNames)
        {
            log?.Invoke(new LogEntry(LogLevel.Warn, "unresolved URN reference ignored; using permissive schema", ("urn", name)));
        }

        return entry.Schema;
    }

    private static void LogText(Action<LogEntry>? log, string schema) => log?.Invoke(new LogEntry(LogLevel.Debug, "unmarshalled JSON schema", ("schema", schema)));
}
