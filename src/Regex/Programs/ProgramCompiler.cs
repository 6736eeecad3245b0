using Steersman.Regex.Syntax;

namespace Steersman.Regex.Programs;

/// <summary>Makes the program of an expression: Thompson's construction with the order of preference in the alternatives.</summary>
internal sealed class ProgramCompiler
{
    private readonly List<Instruction> _instructions = [new(InstructionKind.Fail)];
    private readonly List<RuneSet> _sets = [];
    private readonly Dictionary<object, int> _setOf = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<int, int> _setOfFolded = [];
    private int _slots = 2;

    private ProgramCompiler()
    {
    }

    public static RegexProgram Compile(Node root)
    {
        ProgramCompiler compiler = new();
        Fragment whole = compiler.CompileNode(root);
        int match = compiler.Add(InstructionKind.Match, 0);
        compiler.Patch(whole.Exits, match);
        return new RegexProgram([.. compiler._instructions], [.. compiler._sets], whole.Start, compiler._slots);
    }

    private Fragment CompileNode(Node node)
    {
        switch (node.Kind)
        {
            case NodeKind.NoMatch:
                return Fragment.Failing;
            case NodeKind.Literal:
                return CompileLiteral(node);
            case NodeKind.Class:
                return Single(InstructionKind.RuneSet, SetOf(node.Runes), isNullable: false);
            case NodeKind.AnyNotNewline:
                return Single(InstructionKind.AnyNotNewline, 0, isNullable: false);
            case NodeKind.Any:
                return Single(InstructionKind.Any, 0, isNullable: false);
            case NodeKind.Capture:
                _slots = Math.Max(_slots, (node.Min * 2) + 2);
                Fragment opening = Single(InstructionKind.Capture, node.Min * 2, isNullable: true);
                Fragment inside = CompileNode(node.Subs[0]);
                return Join(Join(opening, inside), Single(InstructionKind.Capture, (node.Min * 2) + 1, isNullable: true));
            case NodeKind.Star or NodeKind.Plus or NodeKind.Quest:
                return CompileRepeat(node.Kind, node.IsNonGreedy, node.Subs[0]);
            case NodeKind.Repeat:
                return CompileCounts(node);
            case NodeKind.Concat:
                return CompileConcat(node);
            case NodeKind.Alternate:
                return CompileAlternate(node);
            case NodeKind.Empty:
                return Single(InstructionKind.Nothing, 0, isNullable: true);
            default:
                return Single(InstructionKind.Assertion, (int)AssertionOf(node.Kind), isNullable: true);
        }
    }

    private static Assertions AssertionOf(NodeKind kind) => kind switch
    {
        NodeKind.BeginLine => Assertions.BeginLine,
        NodeKind.EndLine => Assertions.EndLine,
        NodeKind.BeginText => Assertions.BeginText,
        NodeKind.EndText => Assertions.EndText,
        NodeKind.WordBoundary => Assertions.WordBoundary,
        _ => Assertions.NoWordBoundary,
    };

    private Fragment CompileLiteral(Node node)
    {
        Fragment all = default;
        for (int index = 0; index < node.Runes.Length; index++)
        {
            int rune = node.Runes[index];
            Fragment one = node.IsFolded && CaseFolding.Next(rune) != rune
                ? Single(InstructionKind.RuneSet, SetOfFolded(rune), isNullable: false)
                : Single(InstructionKind.Rune, rune, isNullable: false);
            all = index == 0 ? one : Join(all, one);
        }

        return all;
    }

    private Fragment CompileConcat(Node node)
    {
        Fragment all = CompileNode(node.Subs[0]);
        for (int index = 1; index < node.Subs.Length; index++)
        {
            all = Join(all, CompileNode(node.Subs[index]));
        }

        return all;
    }

    private Fragment CompileAlternate(Node node)
    {
        Fragment all = Fragment.Failing;
        foreach (Node sub in node.Subs)
        {
            Fragment next = CompileNode(sub);
            if (all.IsFailing || next.IsFailing)
            {
                all = all.IsFailing ? next : all;
                continue;
            }

            int choice = Add(InstructionKind.Alternative, next.Start);
            At(choice).Next = all.Start;
            all = new Fragment(choice, Append(all.Exits, next.Exits), all.IsNullable || next.IsNullable);
        }

        return all;
    }

    private Fragment CompileRepeat(NodeKind kind, bool isNonGreedy, Node sub)
    {
        // Repeating nothing is nothing; repeating a repeat in the same way changes nothing.
        if (sub.Kind == NodeKind.Empty || (sub.Kind == kind && sub.IsNonGreedy == isNonGreedy))
        {
            return CompileNode(sub);
        }

        return Repeat(kind, isNonGreedy, CompileNode(sub));
    }

    private Fragment Repeat(NodeKind kind, bool isNonGreedy, Fragment inside) => kind switch
    {
        NodeKind.Quest => Optional(inside, isNonGreedy),
        NodeKind.Plus => new Fragment(inside.Start, Loop(inside, isNonGreedy).Exits, inside.IsNullable),
        // (x+)? where x can be empty: a plain loop would prefer leaving to an empty pass.
        _ when inside.IsNullable => Optional(Repeat(NodeKind.Plus, isNonGreedy, inside), isNonGreedy),
        _ => Loop(inside, isNonGreedy),
    };

    private Fragment Loop(Fragment inside, bool isNonGreedy)
    {
        (int choice, ExitList exits) = Choice(inside.Start, isNonGreedy);
        Patch(inside.Exits, choice);
        return new Fragment(choice, exits, IsNullable: true);
    }

    private Fragment Optional(Fragment inside, bool isNonGreedy)
    {
        (int choice, ExitList exits) = Choice(inside.Start, isNonGreedy);
        return new Fragment(choice, Append(exits, inside.Exits), IsNullable: true);
    }

    private (int Choice, ExitList Exits) Choice(int inside, bool isNonGreedy)
    {
        int choice = Add(InstructionKind.Alternative, 0);
        if (isNonGreedy)
        {
            At(choice).Argument = inside;
        }
        else
        {
            At(choice).Next = inside;
        }

        int exit = (choice << 1) | (isNonGreedy ? 0 : 1);
        return (choice, new ExitList(exit, exit));
    }

    // x{2,5} is xx(x(x(x)?)?)?, x{2,} is xx+.
    private Fragment CompileCounts(Node node)
    {
        Node sub = node.Subs[0];
        if (node is { Min: 0, Max: 0 })
        {
            return Single(InstructionKind.Nothing, 0, isNullable: true);
        }

        if (sub.Kind == NodeKind.Empty)
        {
            return CompileNode(sub);
        }

        Fragment? all = null;
        int plain = node.Max < 0 ? node.Min - 1 : node.Min;
        for (int count = 0; count < plain; count++)
        {
            all = JoinAll(all, CompileNode(sub));
        }

        if (node.Max < 0)
        {
            return JoinAll(all, CompileRepeat(node.Min == 0 ? NodeKind.Star : NodeKind.Plus, node.IsNonGreedy, sub));
        }

        if (node.Max > node.Min)
        {
            all = JoinAll(all, CompileOptionals(node.Max - node.Min, node.IsNonGreedy, sub));
        }

        return all!.Value;
    }

    private Fragment CompileOptionals(int count, bool isNonGreedy, Node sub)
    {
        // From the inside out, so that the nesting costs no thread stack.
        Fragment inside = CompileRepeat(NodeKind.Quest, isNonGreedy, sub);
        for (int done = 1; done < count; done++)
        {
            inside = Optional(Join(CompileNode(sub), inside), isNonGreedy);
        }

        return inside;
    }

    private Fragment JoinAll(Fragment? first, Fragment second) => first is { } present ? Join(present, second) : second;

    private Fragment Join(Fragment first, Fragment second)
    {
        if (first.IsFailing || second.IsFailing)
        {
            return Fragment.Failing;
        }

        Patch(first.Exits, second.Start);
        return new Fragment(first.Start, second.Exits, first.IsNullable && second.IsNullable);
    }

    private Fragment Single(InstructionKind kind, int argument, bool isNullable)
    {
        int at = Add(kind, argument);
        return new Fragment(at, new ExitList(at << 1, at << 1), isNullable);
    }

    private int Add(InstructionKind kind, int argument)
    {
        _instructions.Add(new Instruction(kind, argument));
        return _instructions.Count - 1;
    }

    private ref Instruction At(int index) => ref System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_instructions)[index];

    private void Patch(ExitList exits, int target)
    {
        for (int exit = exits.First; exit != 0;)
        {
            ref Instruction instruction = ref At(exit >> 1);
            if ((exit & 1) == 0)
            {
                (exit, instruction.Next) = (instruction.Next, target);
            }
            else
            {
                (exit, instruction.Argument) = (instruction.Argument, target);
            }
        }
    }

    private ExitList Append(ExitList first, ExitList second)
    {
        if (first.First == 0 || second.First == 0)
        {
            return first.First == 0 ? second : first;
        }

        ref Instruction last = ref At(first.Last >> 1);
        if ((first.Last & 1) == 0)
        {
            last.Next = second.First;
        }
        else
        {
            last.Argument = second.First;
        }

        return new ExitList(first.First, second.Last);
    }

    private int SetOf(int[] ranges)
    {
        if (!_setOf.TryGetValue(ranges, out int number))
        {
            number = _sets.Count;
            _sets.Add(new RuneSet(ranges));
            _setOf[ranges] = number;
        }

        return number;
    }

    private int SetOfFolded(int rune)
    {
        if (!_setOfFolded.TryGetValue(rune, out int number))
        {
            RuneRanges orbit = new();
            orbit.AddFolded(rune, rune);
            number = _sets.Count;
            _sets.Add(new RuneSet(orbit.ToClass(), isFoldedLiteral: true));
            _setOfFolded[rune] = number;
        }

        return number;
    }
}
