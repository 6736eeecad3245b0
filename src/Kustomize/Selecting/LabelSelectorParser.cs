namespace Steersman.Kustomize.Selecting;

/// <summary>Reads label selectors by the grammar of <c>k8s.io/apimachinery/pkg/labels</c>, with its error texts.</summary>
internal sealed class LabelSelectorParser(List<(string Text, bool IsSign)> tokens)
{
    private int _at;

    public List<LabelRequirement> Parse()
    {
        List<LabelRequirement> requirements = [];
        while (true)
        {
            (string text, bool isSign) = Peek();
            if (isSign && text.Length == 0)
            {
                return requirements;
            }

            if (isSign && text != "!")
            {
                throw new FormatException($"found '{text}', expected: !, identifier, or 'end of string'");
            }

            requirements.Add(Requirement());
            (text, isSign) = Next();
            if (isSign && text.Length == 0)
            {
                return requirements;
            }

            if (!isSign || text != ",")
            {
                throw new FormatException($"found '{text}', expected: ',' or 'end of string'");
            }

            (text, isSign) = Peek();
            if (isSign && text != "!")
            {
                throw new FormatException($"found '{text}', expected: identifier after ','");
            }
        }
    }

    private LabelRequirement Requirement()
    {
        (string text, bool isSign) = Next();
        bool isNot = isSign && text == "!";
        if (isNot)
        {
            (text, isSign) = Next();
        }

        if (isSign)
        {
            throw Wrong($"found '{text}', expected: identifier");
        }

        string key = text;
        LabelSyntax.ValidateKey(key);
        if (isNot || Peek() is ("" or ",", true))
        {
            return new LabelRequirement(key, isNot ? LabelOperator.DoesNotExist : LabelOperator.Exists, []);
        }

        LabelOperator operation = Operator();
        IReadOnlyCollection<string> values = operation is LabelOperator.In or LabelOperator.NotIn && _wasSet ? Values() : [ExactValue()];
        if (operation is LabelOperator.GreaterThan or LabelOperator.LessThan && !LabelRequirement.TryInteger(values.First(), out _))
        {
            throw Wrong("for 'Gt', 'Lt' operators, the value must be an integer");
        }

        foreach (string value in values)
        {
            LabelSyntax.ValidateValue(key, value);
        }

        return new LabelRequirement(key, operation, values);
    }

    private bool _wasSet;

    private LabelOperator Operator()
    {
        (string text, bool isSign) = Next();
        _wasSet = !isSign;
        return (text, isSign) switch
        {
            ("in", false) or ("=", true) or ("==", true) => LabelOperator.In,
            ("notin", false) or ("!=", true) => LabelOperator.NotIn,
            (">", true) => LabelOperator.GreaterThan,
            ("<", true) => LabelOperator.LessThan,
            _ => throw Wrong($"found '{text}', expected: '=', '!=', '==', 'in', notin'"),
        };
    }

    private SortedSet<string> Values()
    {
        (string text, bool isSign) = Next();
        if (!isSign || text != "(")
        {
            throw Wrong($"found '{text}' expected: '('");
        }

        (text, isSign) = Peek();
        if (isSign && text == ")")
        {
            Next();
            return new SortedSet<string>(StringComparer.Ordinal) { "" };
        }

        if (isSign && text != ",")
        {
            throw Wrong($"found '{text}', expected: ',', ')' or identifier");
        }

        SortedSet<string> values = Identifiers();
        return Next() is (")", true) ? values : throw Wrong($"found '{text}', expected: ')'");
    }

    private SortedSet<string> Identifiers()
    {
        SortedSet<string> values = new(StringComparer.Ordinal);
        while (true)
        {
            (string text, bool isSign) = Next();
            if (!isSign)
            {
                values.Add(text);
                switch (Peek())
                {
                    case (",", true):
                        continue;
                    case (")", true):
                        return values;
                    default:
                        throw Wrong($"found '{Peek().Text}', expected: ',' or ')'");
                }
            }

            if (text != ",")
            {
                throw Wrong($"found '{text}', expected: ',', or identifier");
            }

            if (values.Count == 0)
            {
                values.Add("");
            }

            if (Peek() is (")", true))
            {
                values.Add("");
                return values;
            }

            if (Peek() is (",", true))
            {
                Next();
                values.Add("");
            }
        }
    }

    private string ExactValue()
    {
        if (Peek() is ("" or ",", true))
        {
            return "";
        }

        (string text, bool isSign) = Next();
        return !isSign ? text : throw Wrong($"found '{text}', expected: identifier");
    }

    private (string Text, bool IsSign) Peek() => tokens[Math.Min(_at, tokens.Count - 1)];

    private (string Text, bool IsSign) Next() => tokens[Math.Min(_at++, tokens.Count - 1)];

    private static FormatException Wrong(string why) => new($"unable to parse requirement: {why}");
}
