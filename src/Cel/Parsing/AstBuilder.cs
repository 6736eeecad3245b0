using System.Globalization;
using Steersman.Cel.Lexing;
using Steersman.Cel.Nodes;
using Steersman.Cel.Values;

namespace Steersman.Cel.Parsing;

/// <summary>Makes the abstract tree of the concrete one: literals are read, macros expanded, reserved names refused.</summary>
internal sealed partial class AstBuilder(IssueList issues)
{
    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        "as", "break", "const", "continue", "else", "false", "for", "function", "if", "import", "in", "let", "loop", "package", "namespace", "null", "return", "true", "var", "void", "while",
    };

    private int _depth;

    public NodeNumbers Numbers { get; } = new();

    /// <summary>Builds the tree; what is wrong is reported, and the tree has a hole there.</summary>
    /// <exception cref="ParseAbortedException">The expression is too large or nested too deep.</exception>
    public Expr Build(SyntaxNode? node)
    {
        switch (node?.Kind)
        {
            case SyntaxKind.Conditional or SyntaxKind.Binary or SyntaxKind.Select or SyntaxKind.MemberCall or SyntaxKind.Index:
                if (++_depth > ParseLimits.Depth)
                {
                    issues.Report(-1, "max recursion depth exceeded");
                    throw new ParseAbortedException();
                }

                Expr built = BuildNested(node);
                _depth--;
                return built;
            case SyntaxKind.Or:
                return Chain(node, Operators.LogicalOr);
            case SyntaxKind.And:
                return Chain(node, Operators.LogicalAnd);
            case SyntaxKind.Not:
                return Negation(node, Operators.LogicalNot);
            case SyntaxKind.Negate:
                return Negation(node, Operators.Negate);
            case SyntaxKind.Identifier:
                return Identifier(node);
            case SyntaxKind.GlobalCall:
                return GlobalCall(node);
            case SyntaxKind.List:
                return List(node);
            case SyntaxKind.Map:
                return Map(node);
            case SyntaxKind.Message:
                return Message(node);
            case SyntaxKind.Literal when node.Name is not null:
                return Literal(node);
            default:
                return new UnspecifiedExpr(Numbers.Next(-1));
        }
    }

    private Expr BuildNested(SyntaxNode node) => node.Kind switch
    {
        SyntaxKind.Conditional => Conditional(node),
        SyntaxKind.Binary => Binary(node),
        SyntaxKind.Select => Select(node),
        SyntaxKind.MemberCall => MemberCall(node),
        _ => Index(node),
    };

    private static SyntaxNode? Child(SyntaxNode node, int index) => index < node.Children.Count ? node.Children[index] : null;

    private int IdOf(Token? token) => token is null ? -1 : Numbers.Next(token.Start);

    private UnspecifiedExpr Report(int offset, string message)
    {
        issues.Report(offset, message);
        return new UnspecifiedExpr(Numbers.Next(offset));
    }

    private CallExpr Conditional(SyntaxNode node)
    {
        Expr condition = Build(Child(node, 0));
        int id = IdOf(node.Operator);
        Expr ifTrue = Build(Child(node, 1));
        return new CallExpr(id, Operators.Conditional, null, [condition, ifTrue, Build(Child(node, 2))]);
    }

    private CallExpr Binary(SyntaxNode node)
    {
        Expr left = Build(Child(node, 0));
        int id = IdOf(node.Operator);
        return new CallExpr(id, Operators.Binary(node.Operator!.Kind), null, [left, Build(Child(node, 1))]);
    }

    private Expr Chain(SyntaxNode node, string function)
    {
        LogicalChain chain = new(function, Build(Child(node, 0)));
        for (int index = 0; index < node.Operators.Count; index++)
        {
            Expr term = Build(Child(node, index + 1));
            chain.Add(IdOf(node.Operators[index]), term);
        }

        return chain.ToExpr();
    }

    private Expr Negation(SyntaxNode node, string function)
    {
        if (node.Operators.Count % 2 == 0)
        {
            return Build(Child(node, 0));
        }

        int id = IdOf(node.Operators[0]);
        return new CallExpr(id, function, null, [Build(Child(node, 0))]);
    }

    private Expr Select(SyntaxNode node)
    {
        Expr operand = Build(Child(node, 0));
        if (node.Name is not { } name)
        {
            // The rule of the name was entered and failed, which cel-go reports a second time.
            return node.Names is [var place] ? Report(place.Start, "unsupported ident kind") : new UnspecifiedExpr(Numbers.Next(-1));
        }

        string field = FieldName(name);
        if (!node.IsOptional)
        {
            return new SelectExpr(IdOf(node.Operator), operand, field, IsTest: false);
        }

        LiteralExpr literal = new(IdOf(name), CelValue.FromString(field));
        return new CallExpr(IdOf(node.Operator), Operators.OptSelect, null, [operand, literal]);
    }

    private string FieldName(Token name)
    {
        if (name.Kind == TokenKind.EscapedIdentifier)
        {
            Report(name.Start, "unsupported syntax: '`'");
        }

        return name.Text;
    }

    private Expr MemberCall(SyntaxNode node)
    {
        Expr target = Build(Child(node, 0));
        int id = IdOf(node.Operator);
        Expr[] arguments = [.. node.Children.Skip(1).Select(Build)];
        return Expand(id, node.Name!.Text, target, arguments) ?? new CallExpr(id, node.Name.Text, target, arguments);
    }

    private CallExpr Index(SyntaxNode node)
    {
        Expr target = Build(Child(node, 0));
        int id = IdOf(node.Operator);
        return new CallExpr(id, node.IsOptional ? Operators.OptIndex : Operators.Index, null, [target, Build(Child(node, 1))]);
    }

    private Expr Identifier(SyntaxNode node) => Reserved.Contains(node.Name!.Text)
        ? Report(node.Start.Start, $"reserved identifier: {node.Name.Text}")
        : new IdentExpr(IdOf(node.Name), FullName(node));

    private Expr GlobalCall(SyntaxNode node)
    {
        if (Reserved.Contains(node.Name!.Text))
        {
            return Report(node.Start.Start, $"reserved identifier: {node.Name.Text}");
        }

        int id = IdOf(node.Operator);
        Expr[] arguments = [.. node.Children.Select(Build)];
        string name = FullName(node);
        return Expand(id, name, null, arguments) ?? new CallExpr(id, name, null, arguments);
    }

    private static string FullName(SyntaxNode node) => node.Prefix is null ? node.Name!.Text : "." + node.Name!.Text;

    private ListExpr List(SyntaxNode node)
    {
        int id = IdOf(node.Operator);
        List<Expr> elements = [];
        HashSet<int> optionals = [];
        foreach (SyntaxNode element in node.Children)
        {
            if (element.IsOptional)
            {
                optionals.Add(elements.Count);
            }

            elements.Add(Build(Child(element, 0)));
        }

        return new ListExpr(id, elements, optionals);
    }

    private MapExpr Map(SyntaxNode node)
    {
        int id = IdOf(node.Operator);
        List<MapEntry> entries = [];
        for (int index = 0; index < node.Operators.Count; index++)
        {
            int entryId = IdOf(node.Operators[index]);
            if (Child(node, (2 * index) + 1) is not { } value)
            {
                break;
            }

            SyntaxNode key = node.Children[2 * index];
            Expr builtKey = Build(Child(key, 0));
            entries.Add(new MapEntry(entryId, builtKey, Build(value), key.IsOptional));
        }

        return new MapExpr(id, entries);
    }

    private StructExpr Message(SyntaxNode node)
    {
        string typeName = (node.Prefix is null ? "" : ".") + string.Join('.', node.Names.Select(name => name.Text));
        int id = IdOf(node.Operator);
        List<StructField> fields = [];
        for (int index = 0; index < node.Operators.Count && Child(node, (2 * index) + 1) is { } value; index++)
        {
            int fieldId = IdOf(node.Operators[index]);
            SyntaxNode field = node.Children[2 * index];
            if (field.Name is not { Kind: TokenKind.Identifier } name)
            {
                Report(node.Children[0].Start.Start, field.Name is null ? "unsupported ident kind" : "unsupported syntax: '`'");
                continue;
            }

            fields.Add(new StructField(fieldId, name.Text, Build(value), field.IsOptional));
        }

        return new StructExpr(id, typeName, fields);
    }

    private Expr Literal(SyntaxNode node)
    {
        string text = (node.Prefix?.Text ?? "") + node.Name!.Text;
        CelValue? value = node.Name.Kind switch
        {
            TokenKind.Int => ReadInt(text),
            TokenKind.Uint => ReadUint(text[..^1]),
            TokenKind.Float => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) is var number && double.IsFinite(number) ? CelValue.FromDouble(number) : null,
            TokenKind.String => ReadString(node, text),
            TokenKind.Bytes => ReadBytes(node, text[1..]),
            TokenKind.True => CelValue.True,
            TokenKind.False => CelValue.False,
            _ => CelValue.Null,
        };
        return value is { } known
            ? new LiteralExpr(Numbers.Next(node.Start.Start), known)
            : Report(node.Start.Start, $"invalid {(node.Name.Kind == TokenKind.Float ? "double" : node.Name.Kind == TokenKind.Int ? "int" : "uint")} literal");
    }

    private static CelValue? ReadInt(string text)
    {
        bool isNegative = text.StartsWith('-');
        ReadOnlySpan<char> digits = text.AsSpan(isNegative ? 1 : 0);
        bool isHex = digits.StartsWith("0x", StringComparison.Ordinal);
        if (!ulong.TryParse(isHex ? digits[2..] : digits, isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out ulong magnitude))
        {
            return null;
        }

        return isNegative
            ? magnitude <= 1UL << 63 ? CelValue.FromInt(unchecked(-(long)magnitude)) : null
            : magnitude <= long.MaxValue ? CelValue.FromInt((long)magnitude) : null;
    }

    private static CelValue? ReadUint(string text)
    {
        bool isHex = text.StartsWith("0x", StringComparison.Ordinal);
        return ulong.TryParse(isHex ? text.AsSpan(2) : text, isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out ulong value) ? CelValue.FromUint(value) : null;
    }

    private CelValue ReadString(SyntaxNode node, string text)
    {
        if (Unescaping.TryRead(text, isBytes: false, out byte[] utf8, out string error))
        {
            return CelValue.FromString(System.Text.Encoding.UTF8.GetString(utf8));
        }

        Report(node.Start.Start, error);
        return CelValue.FromString(text);
    }

    private CelValue ReadBytes(SyntaxNode node, string text)
    {
        if (!Unescaping.TryRead(text, isBytes: true, out byte[] bytes, out string error))
        {
            Report(node.Start.Start, error);
        }

        return CelValue.FromBytes(bytes);
    }
}
