using System.Text;

namespace Steersman.Regex.Programs;

/// <summary>The literal text that all matches begin with, as Go's <c>Regexp.LiteralPrefix</c> finds it.</summary>
internal static class LiteralPrefix
{
    public static (string Prefix, bool IsComplete) Of(RegexProgram program) => OnePass.Is(program) ? OfOnePass(program) : OfOther(program);

    private static (string Prefix, bool IsComplete) OfOther(RegexProgram program)
    {
        StringBuilder prefix = new();
        int at = SkipNothing(program, program.Start, captures: true);
        while (TryAppend(program, prefix, ref at))
        {
            at = SkipNothing(program, at, captures: true);
        }

        return (prefix.ToString(), program.Instructions[at].Kind == InstructionKind.Match);
    }

    // Behind the ^ that a one-pass program begins with.
    private static (string Prefix, bool IsComplete) OfOnePass(RegexProgram program)
    {
        StringBuilder prefix = new();
        int at = SkipNothing(program, program.Instructions[program.Start].Next, captures: false);
        if (program.Instructions[at].Kind != InstructionKind.Rune)
        {
            return ("", program.Instructions[at].Kind == InstructionKind.Match);
        }

        while (TryAppend(program, prefix, ref at))
        {
        }

        Instruction behind = program.Instructions[at];
        bool isComplete = behind.Kind == InstructionKind.Assertion
            && ((Assertions)behind.Argument & Assertions.EndText) != Assertions.None
            && program.Instructions[behind.Next].Kind == InstructionKind.Match;
        return (prefix.ToString(), isComplete);
    }

    private static bool TryAppend(RegexProgram program, StringBuilder prefix, ref int at)
    {
        Instruction instruction = program.Instructions[at];
        // U+FFFD also stands for an invalid byte: no text to search for.
        if (instruction.Kind != InstructionKind.Rune || instruction.Argument == 0xFFFD || !Rune.TryCreate(instruction.Argument, out Rune rune))
        {
            return false;
        }

        prefix.Append(rune.ToString());
        at = instruction.Next;
        return true;
    }

    private static int SkipNothing(RegexProgram program, int at, bool captures)
    {
        while (program.Instructions[at].Kind == InstructionKind.Nothing || (captures && program.Instructions[at].Kind == InstructionKind.Capture))
        {
            at = program.Instructions[at].Next;
        }

        return at;
    }
}
