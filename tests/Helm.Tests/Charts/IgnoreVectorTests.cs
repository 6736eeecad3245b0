using System.Text.Json;
using Steersman.Helm.Charts;
using Steersman.Helm.Tests.Support;
using Steersman.Vectors;

namespace Steersman.Helm.Tests.Charts;

[Category("Vectors")]
public sealed class IgnoreVectorTests
{
    [Test]
    public void Helmignore_ignores_what_Helm_ignores() => VectorGroup.Run("engine/ignore", Judge);

    private static string? Judge(JsonElement vector)
    {
        IgnoreRules rules;
        try
        {
            rules = IgnoreRules.Parse(vector.GetProperty("rules").GetString()!, vector.GetProperty("defaults").GetBoolean());
        }
        catch (HelmException exception)
        {
            return VectorValues.Compare(VectorValues.Text(vector, "error"), exception.Message);
        }

        if (VectorValues.Text(vector, "error") is { } error)
        {
            return $"expected the error {error}";
        }

        foreach (JsonProperty path in vector.GetProperty("out").EnumerateObject())
        {
            bool isDirectory = path.Name.EndsWith('/') && path.Name != "./";
            if (rules.Ignores(isDirectory ? path.Name[..^1] : path.Name, isDirectory) != path.Value.GetBoolean())
            {
                return $"{path.Name}: expected {path.Value.GetBoolean()}";
            }
        }

        return null;
    }
}
