using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Steersman.GoTemplate.Values;
using Steersman.Helm.Logging;
using Steersman.Helm.Schema.Json;

namespace Steersman.Helm.Schema.Compilation;

/// <summary>Schemas compiled before, kept as long as the chart that holds their text: it is rendered again and again. Safe for many threads.</summary>
internal static class CompiledSchemas
{
    private const string Url = "file:///values.schema.json";

    private static readonly ConditionalWeakTable<byte[], CompiledSchema> Known = [];

    /// <summary>The compiled schema of a text.</summary>
    /// <param name="schema">The text.</param>
    /// <param name="log">Takes what Helm logs of it; may be null.</param>
    /// <exception cref="SchemaException">It is no schema.</exception>
    public static SchemaNode Get(ReadOnlyMemory<byte> schema, Action<LogEntry>? log = null)
    {
        CompiledSchema? compiled = null;
        byte[]? key = WholeArray(schema);
        if (key is not null && Known.TryGetValue(key, out compiled))
        {
            LogText(log, GoString.FromBytes(schema.Span));
        }
        else
        {
            compiled = Compile(GoString.FromBytes(schema.Span), log);
            if (key is not null)
            {
                Known.AddOrUpdate(key, compiled);
            }
        }

        foreach (string name in compiled.UnresolvedNames)
        {
            log?.Invoke(new LogEntry(LogLevel.Warn, "unresolved URN reference ignored; using permissive schema", ("urn", name)));
        }

        return compiled.Root;
    }

    private static byte[]? WholeArray(ReadOnlyMemory<byte> schema) =>
        MemoryMarshal.TryGetArray(schema, out ArraySegment<byte> segment) && segment.Array?.Length == schema.Length ? segment.Array : null;

    private static CompiledSchema Compile(string schema, Action<LogEntry>? log)
    {
        SchemaDocuments documents = new();
        documents.Add(Url, DatumReader.Read(schema));
        LogText(log, schema);
        return new CompiledSchema(new SchemaCompiler(documents).Compile(Url), documents.UnresolvedNames);
    }

    private static void LogText(Action<LogEntry>? log, string schema) => log?.Invoke(new LogEntry(LogLevel.Debug, "unmarshalled JSON schema", ("schema", schema)));
}
