using System.Text;
using System.Text.Json;
using Steersman.Kubernetes.Client.Json;

namespace Steersman.Kubernetes.Client.Tests.Json;

/// <summary>Equal texts are one string, and whatever a text is made of, it is what System.Text.Json reads.</summary>
public sealed class Utf8StringPoolTests
{
    [Test]
    public void Equal_texts_and_names_are_one_string()
    {
        Utf8StringPool pool = new(64);
        using JsonDocument document = JsonDocument.Parse("""{"deployed": "deployed", "other": "deployed"}""");
        JsonProperty[] properties = [.. document.RootElement.EnumerateObject()];
        string text = pool.Get(properties[0].Value);

        Assert.Multiple(() =>
        {
            Assert.That(text, Is.EqualTo("deployed"));
            Assert.That(pool.Get(properties[1].Value), Is.SameAs(text));
            Assert.That(pool.GetName(properties[0]), Is.SameAs(text));
        });
    }

    [TestCase("\"\"")]
    [TestCase("\"plain\"")]
    [TestCase("\"Größe 漢字 🙂\"")]
    [TestCase("\"a\\u0062\\n\\\"c\\\"\"")]
    [TestCase("\"\\ud83d\\ude42\"")]
    public void Any_text_is_read_as_it_is(string json)
    {
        Utf8StringPool pool = new(1);
        using JsonDocument document = JsonDocument.Parse($$"""{ {{json}}: {{json}} }""");
        JsonProperty property = document.RootElement.EnumerateObject().Single();
        string expected = property.Value.GetString()!;

        // The second time it is there, or was driven out of the only slot.
        for (int time = 0; time < 2; time++)
        {
            Assert.That(pool.Get(property.Value), Is.EqualTo(expected));
            Assert.That(pool.GetName(property), Is.EqualTo(expected));
            Assert.That(Read(pool, json), Is.EqualTo(expected));
        }
    }

    [Test]
    public void A_clash_forgets_the_older_text_and_mixes_nothing_up()
    {
        Utf8StringPool pool = new(1);
        Assert.That(Enumerable.Range(0, 100).Select(number => Read(pool, $"\"text-{number}\"")), Is.EqualTo(Enumerable.Range(0, 100).Select(number => $"text-{number}")));
    }

    [Test]
    public void Long_texts_are_not_kept()
    {
        Utf8StringPool pool = new(64);
        string json = $"\"{new string('x', 129)}\"";
        Assert.That(Read(pool, json), Is.EqualTo(Read(pool, json)).And.Not.SameAs(Read(pool, json)));
    }

    [Test]
    public void A_null_is_null_and_a_number_is_no_text()
    {
        Utf8StringPool pool = new(64);
        using JsonDocument number = JsonDocument.Parse("12");
        Assert.Multiple(() =>
        {
            Assert.That(Read(pool, "null"), Is.Null);
            Assert.That(() => Read(pool, "12"), Throws.InvalidOperationException);
            Assert.That(() => pool.Get(number.RootElement), Throws.InvalidOperationException);
        });
    }

    private static string? Read(Utf8StringPool pool, string json)
    {
        Utf8JsonReader reader = new(Encoding.UTF8.GetBytes(json));
        reader.Read();
        return pool.Get(ref reader);
    }
}
