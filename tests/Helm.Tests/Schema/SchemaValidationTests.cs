using System.Text;
using Steersman.GoTemplate.Values;
using Steersman.Helm.Schema;
using Steersman.Helm.Schema.Compilation;
using Steersman.Helm.Schema.Json;
using Steersman.Helm.Schema.Validation;

namespace Steersman.Helm.Tests.Schema;

internal sealed class SchemaValidationTests
{
    [TestCase(0.00001, "1×10⁻⁰⁵")]
    [TestCase(0.0001, "0.0001")]
    [TestCase(12345.678, "12,345.678")]
    [TestCase(999999.5, "999,999.5")]
    [TestCase(1234567, "1.234567×10⁰⁶")]
    [TestCase(-123, "-123")]
    public void Numbers_in_messages_are_those_of_an_english_printer(double number, string text)
    {
        ValueMap values = Values("a", Value.FromFloat64(number));

        Assert.That(Validate("""{"properties": {"a": {"not": {}, "minimum": 1e300}}}""", values), Does.Contain($"minimum: got {text}, want 1×10³⁰⁰"));
    }

    [TestCase("other.json", """failing loading "file:///other.json": open /other.json: no such file or directory""")]
    [TestCase("ftp://x/y.json", "failing loading \"ftp://x/y.json\": no URLLoader registered for \"ftp://x/y.json\"")]
    [TestCase("http://127.0.0.1/y.json", """failing loading "http://127.0.0.1/y.json": HTTP request failed for http://127.0.0.1/y.json: a chart's schema has no access to the network""")]
    [TestCase("#nope", "anchor in \"file:///values.schema.json#nope\" not found in schema \"file:///values.schema.json\"")]
    public void A_reference_leads_nowhere_outside_of_the_schema(string reference, string error) =>
        Assert.That(Validate($$"""{"$ref": "{{reference}}"}""", new ValueMap()), Is.EqualTo(error));

    [Test]
    public void A_reference_to_itself_is_named_as_a_cycle() =>
        Assert.That(Validate("""{"$ref": "#"}""", new ValueMap()), Is.EqualTo("""
            - at '': both /$ref and  resolve to "file:///values.schema.json#" causing reference cycle

            """));

    [TestCase(9_000)]
    public void A_schema_without_a_bottom_is_an_error_and_no_crash(int depth)
    {
        string schema = string.Concat(Enumerable.Repeat("""{"not":""", depth)) + "true" + new string('}', depth);
        string? error = null;
        Thread thread = new(() => error = Validate(schema, new ValueMap()), 512 * 1024);
        thread.Start();
        thread.Join();

        Assert.That(error, Does.StartWith("unable to validate schema"));
    }

    [Test]
    public void A_schema_that_doubles_its_work_at_every_step_ends()
    {
        StringBuilder schema = new("""{"$ref": "#/$defs/d0", "$defs": {""");
        for (int index = 0; index < 60; index++)
        {
            schema.Append(System.Globalization.CultureInfo.InvariantCulture, $$"""
                "d{{index}}": {"allOf": [{"$ref": "#/$defs/d{{index + 1}}"}, {"$ref": "#/$defs/d{{index + 1}}"}]},
                """);
        }

        schema.Append("""
            "d60": true}}
            """);

        SchemaDocuments documents = new();
        documents.Add("file:///s", DatumReader.Read(schema.ToString()));
        SchemaNode compiled = new SchemaCompiler(documents).Compile("file:///s");

        Assert.That(
            () => new SchemaValidator(maxSteps: 10_000).Validate(compiled, Datum.Null),
            Throws.TypeOf<SchemaException>().With.Message.EqualTo("unable to validate schema: at '': more than 10000 steps"));
    }

    [Test]
    public void A_cancelled_check_ends()
    {
        SchemaDocuments documents = new();
        documents.Add("file:///s", DatumReader.Read("""{"type": "object"}"""));
        SchemaNode compiled = new SchemaCompiler(documents).Compile("file:///s");

        Assert.That(
            () => new SchemaValidator(cancellation: new CancellationToken(canceled: true)).Validate(compiled, Datum.Null),
            Throws.TypeOf<OperationCanceledException>());
    }

    [Test]
    public void Errors_without_number_end_at_their_limit()
    {
        SchemaDocuments documents = new();
        documents.Add("file:///s", DatumReader.Read("""{"anyOf": [{"properties": {"a": {"$ref": "#"}}, "required": ["z"]}, {"properties": {"a": {"$ref": "#"}}, "required": ["z"]}]}"""));
        SchemaNode compiled = new SchemaCompiler(documents).Compile("file:///s");
        string value = string.Concat(Enumerable.Repeat("{\"a\":", 30)) + "1" + new string('}', 30);

        Assert.That(
            () => new SchemaValidator(maxErrors: 1000).Validate(compiled, DatumReader.Read(value)),
            Throws.TypeOf<SchemaException>().With.Message.Match("^unable to validate schema: at '(/a)+': more than 1000 errors$"));
    }

    [Test]
    public void Members_of_an_enum_count_as_work()
    {
        string members = string.Join(',', Enumerable.Range(2, 20_000));
        ValueMap values = Values("a", Value.FromList(new ValueList(GoType.AnySlice, [.. Enumerable.Repeat(Value.FromInt64(1), 12_000)])));

        Assert.That(
            Validate($$$$$"""{"properties": {"a": {"items": {"enum": [{{{{{members}}}}}]}}}}""", values),
            Does.Match("^unable to validate schema: at '/a/[0-9]+': more than 10000000 steps$"));
    }

    [Test]
    public void A_pattern_on_a_long_text_counts_as_work() =>
        Assert.That(
            Validate("""{"properties": {"a": {"pattern": "^(a?){500}(b|c)$"}}}""", Values("a", Value.FromString(new string('a', 3_000_000)))),
            Is.EqualTo("unable to validate schema: at '/a': more than 10000000 steps"));

    [Test]
    public void The_text_of_very_many_errors_is_cut()
    {
        string members = string.Join(',', Enumerable.Range(2, 2_000));
        ValueMap values = Values("a", Value.FromList(new ValueList(GoType.AnySlice, [.. Enumerable.Repeat(Value.FromInt64(1), 2_000)])));

        string? error = Validate($$$$$"""{"properties": {"a": {"items": {"enum": [{{{{{members}}}}}]}}}}""", values);

        Assert.That(error, Does.StartWith("- at '/a/0': value must be one of 2, 3, "));
        Assert.That(error, Does.EndWith("\n  (the other errors are left out)\n").And.Length.LessThan(5_000_000));
    }

    [Test]
    public void Integers_of_set_are_numbers_and_integers() =>
        Assert.That(Validate("""{"properties": {"a": {"type": "integer", "maximum": 5}}}""", Values("a", Value.FromInt64(5))), Is.Null);

    private static ValueMap Values(string name, Value value) => new() { [name] = value };

    private static string? Validate(string schema, ValueMap values) => SchemaValidation.ValidateAgainstSingleSchema(values, Encoding.UTF8.GetBytes(schema));
}
