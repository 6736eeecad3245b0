namespace Steersman.Fidelity.Generating;

/// <summary>Makes expressions: calls nested in calls, with arguments that are mostly of the kind that the function wants.</summary>
internal sealed class ExpressionGenerator(Random random)
{
    private static readonly string[] Kinds = ["text", "text", "text", "num", "num", "bool", "list", "list", "texts", "map", "map", "any", "any", "time"];

    private readonly FormatGenerator _formats = new(random);
    private readonly DocumentGenerator _documents = new(random);

    /// <summary>A whole pipeline.</summary>
    public string Next()
    {
        string text = Call(Pick(Kinds), random.Next(1, 4));
        while (random.Next(4) == 0)
        {
            text = Piped(text);
        }

        return text;
    }

    /// <summary>An operand of a kind: a literal, a field, or a call in parentheses.</summary>
    public string Operand(string kind, int depth)
    {
        if (kind is not ("small" or "name" or "regex" or "fresh" or "object") && random.Next(14) == 0)
        {
            kind = "any";
        }

        if (depth > 0 && random.Next(5) < 2 && Signatures.ByKind.ContainsKey(kind))
        {
            string call = "(" + Call(kind, depth - 1) + ")";
            return random.Next(25) == 0 ? call + Pick([".a", ".b.c", ".text", ".Major", ".Year", "._0", ".host", ".IncMinor", ".Original", ".Prerelease", ".String", ".Month", ".Weekday", ".UTC", ".Unix", ".YearDay", ".Location", ".Hours", ".Compare", ".IsZero", ".AsConfig", ".AsSecrets", ".Get", ".Nope", ".wall", ".Hour.x"]) : call;
        }

        return kind switch
        {
            "format" => _formats.Next(),
            "yaml" or "json" or "toml" => _documents.Literal(kind),
            "time" => "(toDate " + Operand("layout", 0) + " " + Operand("date", 0) + ")",
            _ => Pick(Atoms.ByKind[kind]),
        };
    }

    private string Call(string kind, int depth)
    {
        Signature signature = Pick(Signatures.ByKind[kind]);
        List<string> arguments = Arguments(signature, depth);
        if (random.Next(50) == 0 && arguments.Count > 0)
        {
            arguments.RemoveAt(random.Next(arguments.Count));
        }
        else if (random.Next(50) == 0)
        {
            arguments.Insert(random.Next(arguments.Count + 1), Operand(signature.Name is "repeat" or "until" or "untilStep" or "seq" or "indent" or "nindent" ? "small" : "any", 0));
        }

        string text = arguments.Count > 0 && random.Next(5) == 0
            ? $"{arguments[^1]} | {string.Join(' ', arguments[..^1].Prepend(signature.Name))}"
            : string.Join(' ', arguments.Prepend(signature.Name));
        return text + signature.Pipe;
    }

    private string Piped(string text)
    {
        Signature signature;
        do
        {
            signature = Pick(Signatures.ByKind[Pick(Kinds)]);
        }
        while (signature.Arguments.Length == 0 || signature.Pipe.Length > 0 || signature.Arguments[^1] is "small");

        List<string> arguments = Arguments(signature with { Arguments = signature.Arguments[..^1] }, 1);
        return $"{text} | {string.Join(' ', arguments.Prepend(signature.Name))}";
    }

    private List<string> Arguments(Signature signature, int depth)
    {
        List<string> arguments = [];
        foreach (string argument in signature.Arguments)
        {
            int count = argument[^1] switch { '*' => random.Next(0, 4), '?' => random.Next(0, 2), _ => 1 };
            for (; count > 0; count--)
            {
                arguments.Add(Operand(argument.TrimEnd('*', '?'), depth));
            }
        }

        return arguments;
    }

    private string Pick(string[] choices) => choices[random.Next(choices.Length)];

    private Signature Pick(Signature[] choices) => choices[random.Next(choices.Length)];
}
