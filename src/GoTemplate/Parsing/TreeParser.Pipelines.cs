using Steersman.GoTemplate.Builtins;
using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Lexing;
using Steersman.GoTemplate.Nodes;

namespace Steersman.GoTemplate.Parsing;

/// <summary>Pipelines, commands and terms.</summary>
internal sealed partial class TreeParser
{
    private Pipeline Pipeline(string context, TokenKind end)
    {
        int position = _tokens.PeekNonSpace().Start;
        int mark = _variables.Mark;
        int declared = Declarations(context, out bool isAssignment);
        List<Command> commands = [];
        while (true)
        {
            Token token = _tokens.NextNonSpace();
            if (token.Kind == end)
            {
                break;
            }

            if (!BeginsOperand(token.Kind))
            {
                throw Unexpected(token, context);
            }

            _tokens.Back();
            commands.Add(Command());
        }

        Check(commands, context);
        return new Pipeline(Source, position, _variables.Declare(mark, declared, isAssignment), isAssignment, [.. commands]);
    }

    private int Declarations(string context, out bool isAssignment)
    {
        isAssignment = false;
        for (int count = 0; ;)
        {
            Token variable = _tokens.PeekNonSpace();
            if (variable.Kind is not TokenKind.Variable)
            {
                return count;
            }

            // Space is a token: three of look-ahead tell "$x foo" from "$x := foo".
            _tokens.Next();
            Token after = _tokens.Peek();
            Token next = _tokens.PeekNonSpace();
            if (next.Kind is TokenKind.Assign or TokenKind.Declare)
            {
                isAssignment = next.Kind is TokenKind.Assign;
                _tokens.NextNonSpace();
                _variables.Announce(variable.Text);
                return count + 1;
            }

            if (next is not { Kind: TokenKind.Char, Text: "," })
            {
                if (after.Kind is TokenKind.Space)
                {
                    _tokens.Back(variable, after);
                }
                else
                {
                    _tokens.Back(variable);
                }

                return count;
            }

            _tokens.NextNonSpace();
            _variables.Announce(variable.Text);
            count++;
            if (context != "range" || count >= 2)
            {
                throw Error($"too many declarations in {context}");
            }

            if (_tokens.PeekNonSpace().Kind is not TokenKind.Variable and not TokenKind.RightDelimiter and not TokenKind.RightParenthesis)
            {
                throw Error("range can only initialize variables");
            }
        }
    }

    private void Check(List<Command> commands, string context)
    {
        if (commands.Count == 0)
        {
            throw Error($"missing value for {context}");
        }

        for (int index = 1; index < commands.Count; index++)
        {
            if (commands[index].First is BoolOperand or DotOperand or NilOperand or NumberOperand or StringOperand)
            {
                throw Error($"non executable command in pipeline stage {index + 1}");
            }
        }
    }

    private Command Command()
    {
        int position = _tokens.PeekNonSpace().Start;
        List<Operand> operands = [];
        while (true)
        {
            _tokens.PeekNonSpace();
            if (Operand() is { } operand)
            {
                operands.Add(operand);
            }

            Token token = _tokens.Next();
            if (token.Kind is TokenKind.Space)
            {
                continue;
            }

            if (token.Kind is TokenKind.RightDelimiter or TokenKind.RightParenthesis)
            {
                _tokens.Back();
            }
            else if (token.Kind is not TokenKind.Pipe)
            {
                throw Unexpected(token, "operand");
            }

            break;
        }

        return operands.Count > 0
            ? new Command(Source, position, operands[0], [.. operands[1..]])
            : throw Error("empty command");
    }

    private Operand? Operand()
    {
        Operand? term = Term();
        if (term is null || _tokens.Peek().Kind is not TokenKind.Field)
        {
            return term;
        }

        int position = _tokens.Peek().Start;
        List<string> names = [];
        while (_tokens.Peek().Kind is TokenKind.Field)
        {
            names.Add(_tokens.Next().Text[1..]);
        }

        return term switch
        {
            FieldOperand field => new FieldOperand(Source, position, [.. field.Names, .. names]),
            VariableOperand variable => new VariableOperand(Source, position, variable.Name, variable.Slot, [.. variable.Names, .. names]),
            BoolOperand or StringOperand or NumberOperand or NilOperand or DotOperand =>
                throw Error($"unexpected . after term {GoQuote.Quote(term.ToString())}"),
            _ => new ChainOperand(Source, position, term, [.. names]),
        };
    }

    private Operand? Term()
    {
        Token token = _tokens.NextNonSpace();
        switch (token.Kind)
        {
            case TokenKind.Identifier:
                return Function(token);
            case TokenKind.Dot:
                return new DotOperand(Source, token.Start);
            case TokenKind.Nil:
                return new NilOperand(Source, token.Start);
            case TokenKind.Variable:
                return _variables.Contains(token.Text)
                    ? new VariableOperand(Source, token.Start, token.Text, _variables.Find(token.Text), [])
                    : throw Error($"undefined variable {GoQuote.Quote(token.Text)}");
            case TokenKind.Field:
                return new FieldOperand(Source, token.Start, [token.Text[1..]]);
            case TokenKind.Bool:
                return new BoolOperand(Source, token.Start, token.Text == "true");
            case TokenKind.CharConstant or TokenKind.Complex or TokenKind.Number:
                NumberConstant? number = NumberParser.Parse(token, out string? error);
                return new NumberOperand(Source, token.Start, number ?? throw Error(error!));
            case TokenKind.LeftParenthesis:
                return Nested(() => Pipeline("parenthesized pipeline", TokenKind.RightParenthesis));
            case TokenKind.String or TokenKind.RawString:
                return new StringOperand(Source, token.Start, token.Text, Unquote(token));
            default:
                _tokens.Back();
                return null;
        }
    }

    private FunctionOperand Function(in Token token)
    {
        if (state.Functions.TryGet(token.Text, out FunctionDescriptor? function))
        {
            return new FunctionOperand(Source, token.Start, function);
        }

        if (BuiltinFunctions.TryGet(token.Text, out function))
        {
            return token.Text switch
            {
                "and" or "or" => new AndOrOperand(Source, token.Start, function),
                "call" => new CallOperand(Source, token.Start, function),
                _ => new FunctionOperand(Source, token.Start, function),
            };
        }

        throw Error($"function {GoQuote.Quote(token.Text)} not defined");
    }

    private static bool BeginsOperand(TokenKind kind) => kind
        is TokenKind.Bool or TokenKind.CharConstant or TokenKind.Complex or TokenKind.Dot or TokenKind.Field or TokenKind.Identifier
        or TokenKind.Number or TokenKind.Nil or TokenKind.RawString or TokenKind.String or TokenKind.Variable or TokenKind.LeftParenthesis;
}
