namespace Steersman.Releases.Drift;

/// <summary>Reads the text form of label selectors, by the grammar of <c>k8s.io/apimachinery/pkg/labels</c>.</summary>
internal sealed class LabelSelectorParser(string text)
{
    private int _at;

    public List<LabelSelector.Requirement> Parse()
    {
        List<LabelSelector.Requirement> requirements = [];
        while (Peek().Length > 0)
        {
            requirements.Add(Requirement());
            if (Peek().Length == 0)
            {
                break;
            }

            Expect(",");
            if (Peek().Length == 0)
            {
                throw Wrong("a requirement was expected behind the comma");
            }
        }

        return requirements;
    }

    private LabelSelector.Requirement Requirement()
    {
        if (Peek() == "!")
        {
            Next();
            return new LabelSelector.Requirement(Word(), "!", []);
        }

        string key = Word();
        switch (Peek())
        {
            case "" or ",":
                return new LabelSelector.Requirement(key, "exists", []);
            case "=" or "==":
                Next();
                return new LabelSelector.Requirement(key, "in", [Value()]);
            case "!=":
                Next();
                return new LabelSelector.Requirement(key, "notin", [Value()]);
            case ">" or "<":
                string order = Next() == ">" ? "gt" : "lt";
                return new LabelSelector.Requirement(key, order, [Word()]);
            case "in" or "notin":
                return new LabelSelector.Requirement(key, Next(), Values());
            default:
                throw Wrong($"an operator was expected behind {key}");
        }
    }

    private List<string> Values()
    {
        Expect("(");
        List<string> values = [Value()];
        while (Peek() == ",")
        {
            Next();
            values.Add(Value());
        }

        Expect(")");
        return values;
    }

    // An empty value is allowed: app= selects what has the label without a value.
    private string Value() => Peek() is "" or "," or ")" ? "" : Word();

    private string Word()
    {
        string token = Next();
        return token.Length > 0 && !IsSpecial(token[0]) ? token : throw Wrong(token.Length == 0 ? "it ends too early" : $"{token} was not expected");
    }

    private void Expect(string token)
    {
        string found = Next();
        if (found != token)
        {
            throw Wrong($"{token} was expected");
        }
    }

    private string Peek()
    {
        int before = _at;
        string token = Next();
        _at = before;
        return token;
    }

    private string Next()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
        {
            _at++;
        }

        int start = _at;
        if (_at == text.Length)
        {
            return "";
        }

        if (!IsSpecial(text[_at]))
        {
            while (_at < text.Length && !IsSpecial(text[_at]) && !char.IsWhiteSpace(text[_at]))
            {
                _at++;
            }

            return text[start.._at];
        }

        _at++;
        if (_at < text.Length && text[_at] == '=' && text[start] is '=' or '!')
        {
            _at++;
        }

        return text[start..Math.Min(_at, text.Length)];
    }

    private static bool IsSpecial(char unit) => unit is '=' or '!' or '(' or ')' or ',' or '<' or '>';

    private FormatException Wrong(string why) => new($"{text} is no label selector: {why}");
}
