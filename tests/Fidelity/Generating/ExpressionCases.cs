using System.Text.Json.Nodes;

namespace Steersman.Fidelity.Generating;

/// <summary>Cases of one random template each.</summary>
internal sealed class ExpressionCases(int seed)
{
    private const int StrictOneIn = 20;

    private readonly TemplateGenerator _templates = new(new Random(seed));

    /// <summary>The case of a number; they are asked for in order.</summary>
    public JsonObject Next(int index)
    {
        string template = _templates.Next();
        JsonObject made = new()
        {
            ["id"] = $"expressions/{index}",
            ["templates"] = new JsonObject { ["templates/t.yaml"] = template },
            ["valuesYaml"] = ValuePool.For(template),
        };
        if (FilePool.For(template) is { } files)
        {
            made["files"] = files;
        }

        if (index % StrictOneIn == 0)
        {
            made["strict"] = true;
        }

        return made;
    }
}
