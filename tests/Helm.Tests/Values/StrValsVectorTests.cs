using System.Text.Json;
using Steersman.GoTemplate.Values;
using Steersman.Helm.Tests.Support;
using Steersman.Helm.Values;
using Steersman.Vectors;

namespace Steersman.Helm.Tests.Values;

[Category("Vectors")]
public sealed class StrValsVectorTests
{
    [Test]
    public void Set_lines_are_read_as_strvals_reads_them() => VectorGroup.Run("engine/strvals", Judge);

    private static string? Judge(JsonElement vector)
    {
        string text = vector.GetProperty("in").GetString()!;
        ValueMap target = VectorValues.Map(vector, "start") ?? new ValueMap();
        string function = vector.GetProperty("fn").GetString()!;
        string? error = null;
        try
        {
            switch (function)
            {
                case "Parse" or "ToYAML" or "ParseInto":
                    StrVals.ParseInto(text, target);
                    break;
                case "ParseString" or "ParseIntoString":
                    StrVals.ParseIntoString(text, target);
                    break;
                case "ParseLiteral" or "ParseLiteralInto":
                    StrVals.ParseLiteralInto(text, target);
                    break;
                case "ParseJSON":
                    StrVals.ParseJson(text, target);
                    break;
                case "ParseFile":
                    target = StrVals.ParseFile(text, ReadFile);
                    break;
                default:
                    return $"no such function: {function}";
            }
        }
        catch (HelmException exception)
        {
            error = exception.Message;
        }

        string? wanted = VectorValues.Text(vector, "error");
        if (wanted is not null || error is not null)
        {
            return VectorValues.First(
                VectorValues.Compare(wanted, error),
                vector.TryGetProperty("destAfterError", out JsonElement left) ? VectorValues.Compare(left, Value.FromMap(target)) : null);
        }

        return function == "ToYAML"
            ? VectorValues.Compare(vector.GetProperty("out").GetString(), ValueYaml.Write(Value.FromMap(target)).TrimEnd('\n'))
            : VectorValues.First(VectorValues.Compare(vector.GetProperty("out"), Value.FromMap(target)), VectorValues.CompareTypes(vector, Value.FromMap(target)));
    }

    private static Value ReadFile(string path) => path == "missing" ? throw new HelmException("open missing: no such file") : Value.FromString($"content of {path}");
}
