using System.Collections.Concurrent;
using System.Security.Cryptography;
using Steersman.GoTemplate.Values;
using Steersman.Helm.Schema.Json;

namespace Steersman.Helm.Schema.Compilation;

/// <summary>Schemas compiled before, by digest: the same chart is rendered again and again. Bounded, and safe for many threads.</summary>
internal static class CompiledSchemas
{
    private const int MaxEntries = 64;
    private const string Url = "file:///values.schema.json";

    private static readonly ConcurrentDictionary<UInt128, SchemaNode> Entries = new();

    /// <summary>The compiled schema of a text.</summary>
    /// <exception cref="SchemaException">It is no schema.</exception>
    public static SchemaNode Get(ReadOnlySpan<byte> schema)
    {
        UInt128 digest = System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(schema));
        if (Entries.TryGetValue(digest, out SchemaNode? known))
        {
            return known;
        }

        SchemaDocuments documents = new();
        documents.Add(Url, DatumReader.Read(GoString.FromBytes(schema)));
        SchemaNode compiled = new SchemaCompiler(documents).Compile(Url);
        if (Entries.Count >= MaxEntries)
        {
            Entries.Clear();
        }

        return Entries.GetOrAdd(digest, compiled);
    }
}
