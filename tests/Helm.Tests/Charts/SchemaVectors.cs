using System.Text;
using System.Text.Json;
using Steersman.GoTemplate.Values;
using Steersman.Helm.Schema;
using Steersman.Helm.Tests.Support;

namespace Steersman.Helm.Tests.Charts;

/// <summary>The cases of the loader group that validate values.</summary>
internal static class SchemaVectors
{
    public static string? Judge(JsonElement vector)
    {
        ValueMap values = VectorValues.Map(vector, "values")!;
        string? error = vector.GetProperty("fn").GetString() == "ValidateAgainstSchema"
            ? SchemaValidation.ValidateAgainstSchema(VectorCharts.Read(vector.GetProperty("chart")), values)
            : SchemaValidation.ValidateAgainstSingleSchema(values, Encoding.UTF8.GetBytes(vector.GetProperty("schema").GetString()!));
        return JudgeError(vector, error);
    }

    /// <summary>Compares an error with <c>error</c>, <c>errorLines</c> (sorted), <c>errors</c> (any of them) or <c>errorPrefix</c>.</summary>
    public static string? JudgeError(JsonElement vector, string? error)
    {
        if (vector.TryGetProperty("errorLines", out JsonElement lines))
        {
            string wanted = string.Join('\n', lines.EnumerateArray().Select(line => line.GetString()));
            string got = string.Join('\n', (error ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
            return wanted == got ? null : $"want lines\n{wanted}\n got\n{got}";
        }

        if (vector.TryGetProperty("errors", out JsonElement any))
        {
            return any.EnumerateArray().Any(one => one.GetString() == error) ? null : $"want one of {any}\n got {error}";
        }

        if (vector.TryGetProperty("errorPrefix", out JsonElement prefix))
        {
            return error is not null && error.StartsWith(prefix.GetString()!, StringComparison.Ordinal) ? null : $"want {prefix}\n got {error}";
        }

        string? exact = vector.TryGetProperty("error", out JsonElement property) ? property.GetString() : null;
        return exact == error ? null : $"want {exact}\n got {error}";
    }
}
