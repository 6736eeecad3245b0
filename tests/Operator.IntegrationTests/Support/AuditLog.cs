using System.Globalization;
using System.Text.Json;

namespace Steersman.Operator.IntegrationTests.Support;

/// <summary>The API server's audit log, which <c>STEERSMAN_AUDIT_LOG</c> names. It is written before a request is answered.</summary>
internal static class AuditLog
{
    private const string OperatorUser = "steersman-operator";

    /// <summary>False where the cluster has none, or the operator is not told apart in it.</summary>
    public static bool IsThere => Environment.GetEnvironmentVariable("STEERSMAN_AUDIT_LOG") is { Length: > 0 } && TestCluster.OperatorKubeconfig != TestCluster.Kubeconfig;

    /// <summary>Skips the test where there is no audit log.</summary>
    public static void Need()
    {
        if (!IsThere)
        {
            throw new IgnoreException("STEERSMAN_AUDIT_LOG and KUBECONFIG_TEST_OPERATOR name no audit log with the operator as a user of its own");
        }
    }

    /// <summary>The requests of the operator's user that began at or after one time and before another; watches by their start.</summary>
    public static async Task<IReadOnlyList<AuditEntry>> OperatorRequestsAsync(DateTimeOffset from, DateTimeOffset to)
    {
        List<AuditEntry> entries = [];
        await using FileStream file = new(Environment.GetEnvironmentVariable("STEERSMAN_AUDIT_LOG")!, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using StreamReader lines = new(file);
        while (await lines.ReadLineAsync() is { } line)
        {
            // A line that is being written is of a request after the time that is asked for.
            if (line.EndsWith('}') && Read(line) is { } entry && entry.At >= from && entry.At < to)
            {
                entries.Add(entry);
            }
        }

        return entries;
    }

    private static AuditEntry? Read(string line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        JsonElement entry = document.RootElement;
        if (entry.GetProperty("user").GetProperty("username").GetString() != OperatorUser)
        {
            return null;
        }

        string verb = entry.GetProperty("verb").GetString()!;
        if (entry.GetProperty("stage").GetString() != (verb == "watch" ? "ResponseStarted" : "ResponseComplete"))
        {
            return null;
        }

        JsonElement target = entry.TryGetProperty("objectRef", out JsonElement reference) ? reference : default;
        return new AuditEntry(
            DateTimeOffset.Parse(entry.GetProperty("requestReceivedTimestamp").GetString()!, CultureInfo.InvariantCulture),
            verb,
            Text(target, "resource"),
            Text(target, "namespace"),
            entry.GetProperty("requestURI").GetString()!);
    }

    private static string Text(JsonElement json, string field) => json.ValueKind == JsonValueKind.Object && json.TryGetProperty(field, out JsonElement value) ? value.GetString() ?? "" : "";
}
