using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Lexing;
using Steersman.GoTemplate.Nodes;

namespace Steersman.GoTemplate.Parsing;

/// <summary>Parses one tree: a text, or the body of a <c>define</c> or <c>block</c> in it. The statements; pipelines are in the other part.</summary>
internal sealed partial class TreeParser(ParseState state)
{
    private const int MaxDepth = 10_000;

    private readonly TokenStream _tokens = new(state.Lexer);
    private readonly VariableScope _variables = new();
    private int _rangeDepth;
    private int _actionLine;
    private int _depth;
    private int _deepest;

    private enum Ending
    {
        None,
        End,
        Else,
    }

    private TemplateSource Source => state.Source;

    /// <summary>Parses the whole text, its definitions included, and adds its body under <paramref name="name"/>.</summary>
    public void ParseText(string name)
    {
        int position = _tokens.Peek().Start;
        List<Statement> statements = [];
        while (_tokens.Peek().Kind is not TokenKind.Eof)
        {
            if (_tokens.Peek().Kind is TokenKind.LeftDelimiter)
            {
                Token delimiter = _tokens.Next();
                if (_tokens.NextNonSpace().Kind is TokenKind.Define)
                {
                    new TreeParser(state).Definition();
                    continue;
                }

                _tokens.Back(delimiter);
            }

            Ending ending = TextOrAction(statements);
            if (ending is not Ending.None)
            {
                throw Error($"unexpected {Describe(ending)}");
            }
        }

        Add(name, new ListStatement(Source, position, [.. statements]));
    }

    private void Definition()
    {
        const string Context = "define clause";
        Token token = _tokens.NextNonSpace();
        if (token.Kind is not TokenKind.String and not TokenKind.RawString)
        {
            throw Unexpected(token, Context);
        }

        string name = Unquote(token);
        Expect(TokenKind.RightDelimiter, Context);
        Add(name, Body(Context));
    }

    private ListStatement Body(string context)
    {
        ListStatement list = ItemList(out Ending ending);
        return ending is Ending.End ? list : throw Error($"unexpected {Describe(ending)} in {context}");
    }

    private void Add(string name, ListStatement root)
    {
        bool isEmpty = Array.TrueForAll(root.Statements, static statement => statement is TextStatement text && string.IsNullOrWhiteSpace(text.Content));
        if (state.Bodies.TryGetValue(name, out TemplateBody? existing) && !existing.IsEmpty)
        {
            if (!isEmpty)
            {
                throw Error($"template: multiple definition of template {GoQuote.Quote(name)}");
            }

            return;
        }

        state.Bodies[name] = new TemplateBody(name, root, _variables.Slots, _deepest, isEmpty);
    }

    private ListStatement ItemList(out Ending ending)
    {
        int position = _tokens.PeekNonSpace().Start;
        List<Statement> statements = [];
        while (_tokens.PeekNonSpace().Kind is not TokenKind.Eof)
        {
            ending = TextOrAction(statements);
            if (ending is not Ending.None)
            {
                return new ListStatement(Source, position, [.. statements]);
            }
        }

        throw Error("unexpected EOF");
    }

    private Ending TextOrAction(List<Statement> statements)
    {
        Token token = _tokens.NextNonSpace();
        switch (token.Kind)
        {
            case TokenKind.Text:
                statements.Add(new TextStatement(Source, token.Start, Source.Text.Substring(token.Start, token.Length)));
                return Ending.None;
            case TokenKind.LeftDelimiter:
                _actionLine = token.Line;
                Ending ending = Action(statements);
                _actionLine = 0;
                return ending;
            default:
                throw Unexpected(token, "input");
        }
    }

    private Ending Action(List<Statement> statements)
    {
        Token token = _tokens.NextNonSpace();
        switch (token.Kind)
        {
            case TokenKind.End:
                Expect(TokenKind.RightDelimiter, "end");
                return Ending.End;
            case TokenKind.Else:
                // "else if" and "else with" leave their word for whoever reads on.
                if (_tokens.PeekNonSpace().Kind is not TokenKind.If and not TokenKind.With)
                {
                    Expect(TokenKind.RightDelimiter, "else");
                }

                return Ending.Else;
            case TokenKind.Block:
                statements.Add(Block());
                return Ending.None;
            case TokenKind.Break or TokenKind.Continue:
                statements.Add(Jump(token));
                return Ending.None;
            case TokenKind.If or TokenKind.Range or TokenKind.With:
                statements.Add(Control(token.Kind));
                return Ending.None;
            case TokenKind.Template:
                statements.Add(Template());
                return Ending.None;
        }

        _tokens.Back();
        int position = _tokens.Peek().Start;
        statements.Add(new ActionStatement(Source, position, Pipeline("command", TokenKind.RightDelimiter)));
        return Ending.None;
    }

    private JumpStatement Jump(in Token word)
    {
        string action = word.Kind is TokenKind.Break ? "{{break}}" : "{{continue}}";
        Token token = _tokens.NextNonSpace();
        if (token.Kind is not TokenKind.RightDelimiter)
        {
            throw Unexpected(token, action);
        }

        return _rangeDepth > 0
            ? new JumpStatement(Source, word.Start, word.Kind is TokenKind.Break ? Completion.Break : Completion.Continue)
            : throw Error($"{action} outside {{{{range}}}}");
    }

    private Statement Control(TokenKind word) => Nested(() => ControlHere(word));

    private Statement ControlHere(TokenKind word)
    {
        string context = word is TokenKind.If ? "if" : word is TokenKind.With ? "with" : "range";
        int mark = _variables.Mark;
        Pipeline pipeline = Pipeline(context, TokenKind.RightDelimiter);
        int inner = _variables.Mark;
        int loop = word is TokenKind.Range ? 1 : 0;
        _rangeDepth += loop;
        ListStatement list = ItemList(out Ending ending);
        _rangeDepth -= loop;
        _variables.Unset(inner);
        ListStatement? otherwise = ending is Ending.Else ? Otherwise(word) : null;
        _variables.PopTo(mark);
        return word switch
        {
            TokenKind.If => new IfStatement(Source, pipeline.Position, pipeline, list, otherwise),
            TokenKind.With => new WithStatement(Source, pipeline.Position, pipeline, list, otherwise),
            _ => new RangeStatement(Source, pipeline.Position, pipeline, list, otherwise),
        };
    }

    private ListStatement Otherwise(TokenKind word)
    {
        Token next = _tokens.Peek();
        if (next.Kind == word && word is TokenKind.If or TokenKind.With)
        {
            // {{else if b}} is {{else}}{{if b}} whose own end serves both.
            _tokens.Next();
            return new ListStatement(Source, next.Start, [Control(word)]);
        }

        ListStatement list = ItemList(out Ending ending);
        return ending is Ending.End ? list : throw Error($"expected end; found {Describe(ending)}");
    }

    private TemplateStatement Block()
    {
        const string Context = "block clause";
        Token token = _tokens.NextNonSpace();
        string name = TemplateName(token, Context);
        Pipeline pipeline = Pipeline(Context, TokenKind.RightDelimiter);
        TreeParser block = new(state);
        Nested(() =>
        {
            block.Add(name, block.Body(Context));
            return true;
        });
        return new TemplateStatement(Source, token.Start, name, pipeline);
    }

    private TemplateStatement Template()
    {
        const string Context = "template clause";
        Token token = _tokens.NextNonSpace();
        string name = TemplateName(token, Context);
        Pipeline? pipeline = null;
        if (_tokens.NextNonSpace().Kind is not TokenKind.RightDelimiter)
        {
            _tokens.Back();
            pipeline = Pipeline(Context, TokenKind.RightDelimiter);
        }

        return new TemplateStatement(Source, token.Start, name, pipeline);
    }

    private string TemplateName(in Token token, string context) =>
        token.Kind is TokenKind.String or TokenKind.RawString ? Unquote(token) : throw Unexpected(token, context);

    private T Nested<T>(Func<T> parse)
    {
        if (++_depth > MaxDepth)
        {
            throw Error("max expression depth exceeded");
        }

        _deepest = Math.Max(_deepest, _depth);
        T? result = default;
        if (StackGuard.HasRoom(0))
        {
            result = parse();
        }
        else
        {
            StackGuard.Run(0, () => result = parse());
        }

        _depth--;
        return result!;
    }

    private string Unquote(in Token token) => GoQuote.TryUnquote(token.Text, out string? text) ? text : throw Error("invalid syntax");

    private void Expect(TokenKind kind, string context)
    {
        Token token = _tokens.NextNonSpace();
        if (token.Kind != kind)
        {
            throw Unexpected(token, context);
        }
    }

    private static string Describe(Ending ending) => ending is Ending.End ? "{{end}}" : "{{else}}";

    private ParseException Unexpected(in Token token, string context)
    {
        if (token.Kind is not TokenKind.Error)
        {
            return Error($"unexpected {token.Describe(Source.Text)} in {context}");
        }

        string extra = "";
        if (_actionLine != 0 && _actionLine != token.Line)
        {
            string where = $" started at {Source.Name}:{_actionLine}";
            extra = token.Text.EndsWith(" action", StringComparison.Ordinal) ? where : " in action" + where;
        }

        return Error(token.Text + extra);
    }

    private ParseException Error(string reason) => new(Source.Name, _tokens.Line, reason);
}
