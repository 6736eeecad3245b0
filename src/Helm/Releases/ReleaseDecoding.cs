using Steersman.GoTemplate.Values;
using Steersman.Helm.Charts;
using Steersman.Helm.Decoding;
using Steersman.Helm.Manifests;

namespace Steersman.Helm.Releases;

/// <summary>The fields of Helm's release types.</summary>
internal static class ReleaseDecoding
{
    private static readonly string[] ReleaseFields = ["name", "info", "chart", "config", "manifest", "hooks", "version", "namespace", "apply_method"];
    private static readonly string[] InfoFields = ["first_deployed", "last_deployed", "deleted", "description", "status", "rollback_revision", "notes", "resources"];
    private static readonly string[] ChartFields = ["metadata", "lock", "templates", "values", "schema", "schemamodtime", "files", "modtime"];
    private static readonly string[] FileFields = ["name", "data", "modtime"];
    private static readonly string[] RunFields = ["started_at", "completed_at", "phase"];

    private static readonly string[] HookFields =
        ["name", "kind", "path", "manifest", "events", "last_run", "weight", "delete_policies", "output_log_policies"];

    public static Release Release(StructDecoder decoder, in Value value)
    {
        Release read = new();
        decoder.Struct(value, "v1.Release", ReleaseFields, (name, item) => read = name switch
        {
            "name" => read with { Name = decoder.Text(item) ?? "" },
            "info" => read with { Info = item.IsNil ? null : Info(item) },
            "chart" => read with { Chart = item.IsNil ? null : Chart(decoder, item) },
            "config" => read with { Config = decoder.Map(item) },
            "manifest" => read with { Manifest = decoder.Text(item) ?? "" },
            "hooks" => read with { Hooks = decoder.List(item, "[]*v1.Hook", entry => Hook(decoder, entry)) },
            "version" => read with { Version = (int)(decoder.Int(item) ?? 0) },
            "namespace" => read with { Namespace = decoder.Text(item) ?? "" },
            "apply_method" => read with { ApplyMethod = decoder.Text(item) ?? "" },
            _ => read,
        });
        return read;
    }

    // Helm decodes this type and the runs of hooks by methods of their own, whose errors begin anew.
    private static ReleaseInfo Info(in Value value)
    {
        StructDecoder decoder = new(isYaml: false);
        ReleaseInfo read = new();
        decoder.Struct(value, "v1.infoJSON", InfoFields, (name, item) => read = name switch
        {
            "first_deployed" => read with { FirstDeployed = Time(item) },
            "last_deployed" => read with { LastDeployed = Time(item) },
            "deleted" => read with { Deleted = Time(item) },
            "description" => read with { Description = decoder.Text(item) ?? "" },
            "status" => read with { Status = decoder.Text(item, "common.Status") ?? "" },
            "rollback_revision" => read with { RollbackRevision = (int)(decoder.Int(item) ?? 0) },
            "notes" => read with { Notes = decoder.Text(item) ?? "" },
            _ => read,
        });
        return read;
    }

    private static Hook Hook(StructDecoder decoder, in Value value)
    {
        Hook read = new();
        decoder.Struct(value, "v1.Hook", HookFields, (name, item) => read = name switch
        {
            "name" => read with { Name = decoder.Text(item) ?? "" },
            "kind" => read with { Kind = decoder.Text(item) ?? "" },
            "path" => read with { Path = decoder.Text(item) ?? "" },
            "manifest" => read with { Manifest = decoder.Text(item) ?? "" },
            "events" => read with { Events = Texts(decoder, item, "v1.HookEvent") },
            "last_run" => read with { LastRun = Run(item) },
            "weight" => read with { Weight = decoder.Int(item) ?? 0 },
            "delete_policies" => read with { DeletePolicies = Texts(decoder, item, "v1.HookDeletePolicy") },
            "output_log_policies" => read with { OutputLogPolicies = Texts(decoder, item, "v1.HookOutputLogPolicy") },
            _ => read,
        });
        return read;
    }

    private static HookExecution Run(in Value value)
    {
        StructDecoder decoder = new(isYaml: false);
        HookExecution read = new();
        decoder.Struct(value, "v1.hookExecutionJSON", RunFields, (name, item) => read = name switch
        {
            "started_at" => read with { StartedAt = Time(item) },
            "completed_at" => read with { CompletedAt = Time(item) },
            _ => read with { Phase = decoder.Text(item, "v1.HookPhase") ?? "" },
        });
        return read;
    }

    private static Chart Chart(StructDecoder decoder, in Value value)
    {
        Chart read = new() { Templates = null, Files = null };
        decoder.Struct(value, "v2.Chart", ChartFields, (name, item) => read = name switch
        {
            "metadata" => read with { Metadata = item.IsNil ? null : ChartDecoding.Metadata(decoder, item, new Metadata()) },
            "lock" => read with { Lock = item.IsNil ? null : ChartDecoding.Lock(decoder, item) },
            "templates" => read with { Templates = decoder.List(item, "[]*common.File", entry => File(decoder, entry)) },
            "values" => read with { Values = decoder.Map(item) },
            "schema" => read with { Schema = decoder.Bytes(item) is { } schema ? schema : (ReadOnlyMemory<byte>?)null },
            "schemamodtime" => read with { SchemaModTime = StructDecoder.Time(item) ?? default },
            "files" => read with { Files = decoder.List(item, "[]*common.File", entry => File(decoder, entry)) },
            "modtime" => read with { ModTime = StructDecoder.Time(item) ?? default },
            _ => read,
        });
        return read;
    }

    private static ChartFile File(StructDecoder decoder, in Value value)
    {
        string fileName = "";
        byte[] data = [];
        Timestamp modTime = default;
        decoder.Struct(value, "common.File", FileFields, (name, item) =>
        {
            switch (name)
            {
                case "name":
                    fileName = decoder.Text(item) ?? "";
                    break;
                case "data":
                    data = decoder.Bytes(item) ?? [];
                    break;
                default:
                    modTime = StructDecoder.Time(item) ?? default;
                    break;
            }
        });
        return new ChartFile(fileName, data, modTime);
    }

    /// <summary>A time; records of Helm 3 write none as an empty text.</summary>
    private static Timestamp Time(in Value value) =>
        value.TryGetString(out string? text) && text.Length == 0 ? default : StructDecoder.Time(value) ?? default;

    private static List<string>? Texts(StructDecoder decoder, in Value value, string goType) =>
        decoder.List(value, "[]" + goType, item => decoder.Text(item, goType) ?? "");
}
