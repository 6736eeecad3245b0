namespace Steersman.Regex.Programs;

/// <summary>A compiled expression; immutable once compiled, and shared by all who match with it.</summary>
internal sealed class RegexProgram
{
    private readonly Instruction[] _instructions;
    private readonly RuneSet[] _sets;

    public RegexProgram(Instruction[] instructions, RuneSet[] sets, int start, int slots)
    {
        _instructions = instructions;
        _sets = sets;
        Start = start;
        Slots = slots;
        IsAnchored = StartsAtBegin();
        (Prefix, IsPrefixComplete) = LiteralPrefix.Of(this);
    }

    public int Start { get; }

    /// <summary>How many places a match has: two for the whole and two for each capture the program can set.</summary>
    public int Slots { get; }

    public ReadOnlySpan<Instruction> Instructions => _instructions;

    /// <summary>True where a match can begin only at the begin of the text.</summary>
    public bool IsAnchored { get; }

    /// <summary>The text that every match begins with (behind <c>^</c>, where the program is anchored); may be empty.</summary>
    public string Prefix { get; }

    /// <summary>True where the prefix is the whole match.</summary>
    public bool IsPrefixComplete { get; }

    public RuneSet Set(in Instruction instruction) => _sets[instruction.Argument];

    /// <summary>True where an instruction that takes a rune takes this one.</summary>
    public bool Takes(in Instruction instruction, int rune) => instruction.Kind switch
    {
        InstructionKind.Rune => rune == instruction.Argument,
        InstructionKind.RuneSet => _sets[instruction.Argument].Contains(rune),
        InstructionKind.Any => true,
        InstructionKind.AnyNotNewline => rune != '\n',
        _ => false,
    };

    private bool StartsAtBegin()
    {
        int at = Start;
        while (true)
        {
            ref Instruction instruction = ref _instructions[at];
            switch (instruction.Kind)
            {
                case InstructionKind.Assertion when ((Assertions)instruction.Argument & Assertions.BeginText) != Assertions.None:
                    return true;
                case InstructionKind.Assertion or InstructionKind.Capture or InstructionKind.Nothing:
                    at = instruction.Next;
                    break;
                default:
                    return false;
            }
        }
    }
}
