using Steersman.GoTemplate.Values;
using Steersman.Helm.Values;
using Steersman.Vectors.Fuzzing;

namespace Steersman.Helm.Tests.Values;

/// <summary>Mutated lines of <c>--set</c> and its relatives: read, or refused with Helm's error.</summary>
[Category("Fuzz")]
public sealed class StrValsFuzzTests
{
    private static readonly string[] Inputs =
    [
        "a=1,b.c=x,d={x,y,3}", "list[0].name=a,list[2]=b,list[0].x[1][2]=null", "a\\.b/c=v\\,w,e=", "a={\"b\":[1,2,{\"c\":null}]},d.e=[true]", "a[65536]=1", "a=007,b=0x1,c=TRUE,d=9223372036854775808", "a={},b={,},c[0]={1}",
    ];

    private static readonly string[] Parts = [".", ",", "=", "[", "]", "[0]", "[-1]", "[99999]", "[9223372036854775808]", "{", "}", "\\", "\"", "null", "a", "a.", "b[1].", " ", "é", "\n", ":", "1e400"];

    [Test]
    public void A_mutated_line_is_read_or_refused() =>
        FuzzRun.Texts(Inputs, Parts, text =>
        {
            Try(text, StrVals.ParseInto);
            Try(text, StrVals.ParseIntoString);
            Try(text, StrVals.ParseLiteralInto);
            Try(text, StrVals.ParseJson);
            Try(text, (line, _) => StrVals.ParseFile(line, Value.FromString));
        });

    private static void Try(string text, Action<string, ValueMap> parse)
    {
        ValueMap values = new()
        {
            ["a"] = Value.FromString("text"),
            ["list"] = Value.FromList(new ValueList(GoType.AnySlice, [Value.FromInt64(1)])),
            ["b"] = Value.FromMap(new ValueMap()),
        };
        try
        {
            parse(text, values);
        }
        catch (HelmException exception)
        {
            Assert.That(exception.Message, Is.Not.Empty);
        }
    }
}
