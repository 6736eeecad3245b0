using System.Text;
using Steersman.GoTemplate.Values;
using Steersman.Helm.Schema;
using Steersman.Helm.Values;
using Steersman.Vectors.Fuzzing;

namespace Steersman.Helm.Tests.Schema;

/// <summary>Mutated schemas: an answer, whatever they say.</summary>
[Category("Fuzz")]
public sealed class SchemaFuzzTests
{
    private static readonly ValueMap Data = ValueYaml.ParseMap("a: 1\nb: text\nc: [1, x, {d: null}]\ne: {f: 1.5, g: {h: true}}\n");

    private static readonly string[] Inputs =
    [
        """{"$schema":"http://json-schema.org/draft-07/schema#","type":"object","properties":{"a":{"type":["string","null"],"minimum":2},"b":{"pattern":"^x+$","format":"date-time"}},"required":["z"]}""",
        """{"$schema":"https://json-schema.org/draft/2020-12/schema","$defs":{"n":{"$anchor":"n","$dynamicAnchor":"d","type":"object","additionalProperties":{"$ref":"#/$defs/n"}}},"$ref":"#n","unevaluatedProperties":false}""",
        """{"allOf":[{"if":{"properties":{"a":{"const":1}}},"then":{"maxProperties":1},"else":false}],"oneOf":[true,{"not":{}}],"properties":{"c":{"prefixItems":[{"multipleOf":0.3}],"items":{"enum":[1,"x"]},"contains":{"type":"null"},"uniqueItems":true}}}""",
        """{"$schema":"http://json-schema.org/draft-04/schema#","id":"http://x/y","definitions":{"a":{"id":"#a"}},"properties":{"e":{"$ref":"#/definitions/a","dependencies":{"f":["q"]},"patternProperties":{"^g":{"exclusiveMinimum":true,"minimum":1}}}}}""",
        """{"$id":"urn:x","$recursiveAnchor":true,"properties":{"e":{"$recursiveRef":"#"}},"propertyNames":{"maxLength":1},"dependentSchemas":{"a":{"$dynamicRef":"#d"}}}""",
    ];

    private static readonly string[] Parts =
    [
        "{", "}", "[", "]", ",", ":", "\"", "null", "true", "1e999", "-0", "1.5", "{}", "\"$ref\":\"#\",", "\"$ref\":\"#/a~1b%25\",", "\"$ref\":\"file:///x\",", "\"$ref\":\"http://[\",", "\"type\":\"integer\",", "\"not\":", "\"items\":[", "\"anyOf\":[", "\"format\":\"ipv6\",", "\"pattern\":\"(\",", "\"$id\":\"a#b\",", "\\u0000", "\\ud800", "é", " ",
    ];

    [Test]
    public void A_mutated_schema_gives_an_answer() =>
        FuzzRun.Texts(Inputs, Parts, text => Assert.That(SchemaValidation.ValidateAgainstSingleSchema(Data, Encoding.UTF8.GetBytes(text)), Is.Null.Or.Not.Empty));
}
