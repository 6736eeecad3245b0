namespace Steersman.Fidelity.Generating;

/// <summary>The values that expressions speak of, one top-level key a block of lines; a case is given the keys that it names.</summary>
internal static class ValuePool
{
    private static readonly string[] Blocks =
    [
        "text: hello\n",
        "multi: |\n  line one\n    line two\n\n  end\n",
        "num: 42\n",
        "big: 9007199254740993\n",
        "neg: -7.25\n",
        "frac: 0.1\n",
        "zero: 0\n",
        "huge: 1e300\n",
        "epoch: 1700000000\n",
        "yes: true\n",
        "\"no\": false\n",
        "\"null\": null\n",
        "empty: \"\"\n",
        "emptyMap: {}\n",
        "emptyList: []\n",
        "list: [3, 1, 2]\n",
        "texts: [b, a, \"\", c]\n",
        "mixed: [1, \"two\", 3.5, true, null, [x], {k: v}]\n",
        "maps: [{a: 1}, {a: 2, b: x}]\n",
        "map: {a: 1, b: two, c: {d: [1, 2]}}\n",
        "nested: {deep: {leaf: value, list: [{x: 1}, {y: null}]}, a: {b: c}}\n",
        "odd: {\"yes\": \"no\", \"1\": \"0x10\", \"x y\": \"~\", \"\": e, \"é\": \"ü\\n\", \"<\": \">&\", a.b: 1e21, big: 12345678901234567890, tiny: 1e-7}\n",
    ];

    public static string For(string template) =>
        template.Contains(".Values ", StringComparison.Ordinal) || template.Contains(" . ", StringComparison.Ordinal) || template.Contains('$')
            ? string.Concat(Blocks)
            : string.Concat(Blocks.Where(block => template.Contains("Values." + block[..block.IndexOf(':', StringComparison.Ordinal)].Trim('"'), StringComparison.Ordinal)));
}
