namespace Steersman.Fidelity.Generating;

/// <summary>Makes small JSON schemas of values, some of them wrong.</summary>
internal sealed class SchemaGenerator(Random random)
{
    /// <summary>A schema as a text.</summary>
    public string Next()
    {
        string draft = Pick("", "", "\"$schema\": \"http://json-schema.org/draft-07/schema#\", ", "\"$schema\": \"https://json-schema.org/draft/2020-12/schema\", ", "\"$schema\": \"http://json-schema.org/draft-04/schema#\", ", "\"$schema\": \"https://json-schema.org/draft/2019-09/schema\", ");
        string schema = Schema(3);
        return random.Next(30) == 0 ? Pick("", "null", "true", "false", "[]", "{", "1", "{\"type\": 1}", "{\"$ref\": \"x\"}") : "{" + draft + "\"definitions\": {\"d\": " + Schema(1) + "}, " + schema[1..];
    }

    private string Schema(int depth) => depth <= 0 ? Pick("{\"type\": \"string\"}", "{\"type\": \"object\"}", "true", "false", "{\"type\": [\"integer\", \"null\"]}", "{\"enum\": [1, \"x\", null]}", "{\"const\": 1}") : "{" + string.Join(", ", Enumerable.Range(0, random.Next(1, 4)).Select(_ => Keyword(depth)).DistinctBy(keyword => keyword[..keyword.IndexOf(':', StringComparison.Ordinal)])) + "}";

    private string Keyword(int depth) => random.Next(24) switch
    {
        < 6 => "\"properties\": {" + string.Join(", ", ((string[])["a", "b", "sub", "global", "c"]).Where(_ => random.Next(2) == 0).Select(name => $"\"{name}\": {Schema(depth - 1)}")) + "}",
        6 or 7 => "\"required\": " + Pick("[\"a\"]", "[\"a\", \"b\"]", "[\"x\", \"sub\"]", "[]"),
        8 => "\"additionalProperties\": " + Schema(depth - 1),
        9 => "\"type\": " + Pick("\"object\"", "\"array\"", "\"string\"", "\"number\"", "\"integer\"", "\"boolean\"", "\"null\"", "[\"object\", \"string\"]", "\"any\""),
        10 => "\"patternProperties\": {\"" + Pick("^a", "b$", "[a-c]", "(", "\\\\d") + "\": " + Schema(depth - 1) + "}",
        11 => "\"" + Pick("anyOf", "allOf", "oneOf") + "\": [" + Schema(depth - 1) + ", " + Schema(depth - 1) + "]",
        12 => "\"not\": " + Schema(depth - 1),
        13 => "\"if\": " + Schema(depth - 1) + ", \"then\": " + Schema(depth - 1) + ", \"else\": " + Schema(depth - 1),
        14 => "\"minProperties\": " + Pick("1", "3", "-1"),
        15 => "\"maxProperties\": " + Pick("1", "0"),
        16 => "\"$ref\": \"" + Pick("#/definitions/d", "#/definitions/none", "#", "file:///none") + "\"",
        17 => "\"items\": " + Schema(depth - 1),
        18 => "\"minLength\": " + Pick("1", "2"),
        19 => "\"pattern\": " + Pick("\"^x\"", "\"(?=a)\"", "\"[\""),
        20 => "\"dependencies\": {\"a\": [\"b\"]}",
        21 => "\"propertyNames\": {\"maxLength\": 3}",
        22 => "\"minimum\": 2, \"multipleOf\": 2",
        _ => "\"uniqueItems\": true, \"minItems\": 1",
    };

    private string Pick(params string[] choices) => choices[random.Next(choices.Length)];
}
