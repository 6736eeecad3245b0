using Steersman.Vectors.Fuzzing;

namespace Steersman.Yaml.Tests;

/// <summary>What the outline picks is what the reader finds, and it picks from nothing that the reader refuses.</summary>
public sealed class YamlOutlineTests
{
    private const string Deployment = """
        # a comment
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: "web"
          labels: {}
          annotations:
            "helm.sh/hook": pre-install,post-upgrade
            note: 'it''s "so"'
        spec:
          replicas: 2 # two
          template:
            spec:
              containers:
              - name: main
                image: registry:5000/web:1.0
                args: ["--port=80", 'x', serve]
                command:
                - sh
                - -c
                - |
                  if true; then
                  	echo "a: b" # no comment
                  fi

                - >-
                  folded: text

                env: []
              volumes:
                -
                  name: a
                  list:
                    - - 1
                      - .5
                    - 2
          description: Plain text over
            several lines, with "quotes"

            and a gap.
          other: "double \" quoted
            \\ over lines"
        status:
        """;

    private static readonly string[] Wanted = ["apiVersion", "kind", "metadata"];

    private static readonly string[] Documents =
    [
        Deployment,
        "kind: A\nKind: B\nmetadata:\n- a\n-\n  b: c\n  d:\n  - e\n- f: |+\n\n    x\n\n  g: h\nx: y\n",
        "a:\n  b: c\n  d:\nmetadata: {}\n\"kind\": x\ne: [a, b]\nf: \"é\"\n",
        "kind: a\nmetadata: {\"a\": {'b':\"c\"}, d: [e, {f: g}, []], h: {}}\ntext: |2-\n     a\n  b\nport: :80\nlong: \"a \\\n  \\ b\"\nkeep: >+1\n  c\n",
    ];

    private static readonly string[] Parts =
    [
        "\n", "\n  ", "\n    ", "  ", " ", "- ", "-", ": ", ":", " #", "# x", "|", "|-\n", ">+\n", "'", "\"", "\\", "[", "]", "{", "}", "{}", "[]", ",", "? ", "*a", "&a ", "!!int ", "<<: ", ".inf", "-.nan", "null: ",
        "~: ", "18446744073709551615: ", "0xFFFFFFFFFFFFFFFF: ", "kind: ", "KIND: x", "'kind': ", "\t", "\r\n", "\u0085", "\u2028", "\uFEFF", "\uD83D\uDE00", "\uDC80", "é", "\n---\n", "\n...\n", "%", "@", "`", "key: value", "\nkey: ",
    ];

    [Test]
    public void A_usual_document_is_picked_from()
    {
        foreach (string document in Documents)
        {
            Assert.That(YamlOutline.TryPick(document, Wanted, out string? entries), Is.True, document);
            Assert.That(entries, Does.Not.Contain("spec:"));
        }
    }

    [TestCase("a: *b\n")]
    [TestCase("a: &b c\n")]
    [TestCase("a: .inf\n")]
    [TestCase("null: a\n")]
    [TestCase("99999999999999999999: a\n")]
    [TestCase("a: b: c\n")]
    [TestCase("a: b\n c: d\n")]
    [TestCase("- a\n")]
    [TestCase("a\n")]
    [TestCase("a: |\n    b\n   c\n")]
    [TestCase("a: |\n     \n   c\n")]
    [TestCase("a:\tb\n")]
    [TestCase("a: b\n\tc\n")]
    [TestCase("a: 'b\n")]
    [TestCase("a: - b\n")]
    [TestCase("a:\n  - b\n c\n")]
    [TestCase("a: b\n---\nc: d\n")]
    [TestCase("{a: b}\n")]
    public void What_is_unusual_or_wrong_is_left_to_the_reader(string document) =>
        Assert.That(YamlOutline.TryPick(document, Wanted, out _), Is.False);

    [TestCase("")]
    [TestCase("'")]
    [TestCase("\"")]
    public void A_key_with_its_colon_far_away_is_left_to_the_reader(string quote) =>
        Assert.That(YamlOutline.TryPick($"{quote}kind{quote}{new string(' ', 1100)}: x\n", Wanted, out _), Is.False);

    [TestCase("")]
    [TestCase("# nothing\n\n  # at all\n")]
    public void A_document_of_comments_has_no_entries(string document)
    {
        Assert.That(YamlOutline.TryPick(document, Wanted, out string? entries), Is.True);
        Assert.That(entries, Is.Empty);
    }

    [Test]
    [Category("Fuzz")]
    public void A_mutated_document_is_picked_from_as_it_is_read() => FuzzRun.Texts(Documents, Parts, Compare);

    private static void Compare(string document)
    {
        if (!YamlOutline.TryPick(document, Wanted, out string? entries))
        {
            return;
        }

        Dictionary<string, object?> whole = Read(document);
        foreach (string key in whole.Keys.Where(static key => !Wanted.Contains(key, StringComparer.OrdinalIgnoreCase)))
        {
            whole.Remove(key);
        }

        Assert.That(Read(entries), Is.EqualTo(whole), document);
    }

    private static Dictionary<string, object?> Read(string text)
    {
        PlainBuilder builder = default;
        return (Dictionary<string, object?>?)YamlReader.Read<object?, PlainBuilder>(text, ref builder) ?? [];
    }
}
