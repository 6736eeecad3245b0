using System.Text;
using System.Text.Json;
using Steersman.Helm.Schema;
using Steersman.Helm.Schema.Json;
using Steersman.Helm.Tests.Charts;
using Steersman.Vectors;

namespace Steersman.Helm.Tests.Schema;

[Category("Vectors")]
internal sealed class SchemaSuiteTests
{
    [Test]
    public void The_public_schema_suite_gets_the_verdicts_and_texts_of_Helm() => VectorGroup.Run("more/schema-suite", Judge);

    // The suite's values are of any type and their numbers of any size.
    private static string? Judge(JsonElement vector)
    {
        byte[] schema = Encoding.UTF8.GetBytes(vector.GetProperty("schema").GetRawText());
        string? error = SchemaValidation.Validate(DatumReader.Read(vector.GetProperty("data").GetRawText()), schema);
        if (vector.TryGetProperty("schemaError", out JsonElement schemaError))
        {
            return schemaError.GetString() == error ? null : $"want {schemaError}\n got {error}";
        }

        bool isValid = vector.GetProperty("valid").GetBoolean();
        if (isValid != error is null)
        {
            return $"valid: want {isValid}\n got {error}";
        }

        return isValid || (!vector.TryGetProperty("error", out _) && !vector.TryGetProperty("errorLines", out _)) ? null : SchemaVectors.JudgeError(vector, error);
    }
}
