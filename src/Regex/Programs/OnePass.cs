namespace Steersman.Regex.Programs;

/// <summary>Tells the programs that never have two ways to go for one rune; Go reports another literal prefix for them.</summary>
/// <remarks>The conditions are those of Go's <c>regexp/onepass.go</c>, its rewriting of two neighbouring alternatives included.</remarks>
internal sealed class OnePass
{
    private const int MaxInstructions = 1000;

    private readonly RegexProgram _program;
    private readonly Instruction[] _instructions;
    private readonly List<(int First, int Last)>?[] _runes;
    private readonly bool[] _matchesEmpty;
    private readonly bool[] _visited;
    private readonly Queue<int> _starts = [];

    private OnePass(RegexProgram program)
    {
        _program = program;
        _instructions = program.Instructions.ToArray();
        _runes = new List<(int First, int Last)>?[_instructions.Length];
        _matchesEmpty = new bool[_instructions.Length];
        _visited = new bool[_instructions.Length];
    }

    public static bool Is(RegexProgram program)
    {
        ReadOnlySpan<Instruction> instructions = program.Instructions;
        Instruction start = instructions[program.Start];
        if (start.Kind != InstructionKind.Assertion || start.Argument != (int)Assertions.BeginText || instructions.Length >= MaxInstructions || !EndsOnlyAtEnd(instructions))
        {
            return false;
        }

        OnePass check = new(program);
        check.Straighten();
        return check.HasNoChoice();
    }

    private static bool EndsOnlyAtEnd(ReadOnlySpan<Instruction> instructions)
    {
        bool hasChoice = false;
        foreach (Instruction instruction in instructions)
        {
            hasChoice |= instruction.Kind == InstructionKind.Alternative;
        }

        foreach (Instruction instruction in instructions)
        {
            bool leadsToMatch = instruction.Kind != InstructionKind.Match && instructions[instruction.Next].Kind == InstructionKind.Match;
            bool isAllowed = instruction.Kind switch
            {
                InstructionKind.Alternative => !leadsToMatch && instructions[instruction.Argument].Kind != InstructionKind.Match,
                InstructionKind.Assertion => !leadsToMatch || instruction.Argument == (int)Assertions.EndText,
                _ => !leadsToMatch || !hasChoice,
            };
            if (!isAllowed)
            {
                return false;
            }
        }

        return true;
    }

    // A:BC + B:DA => A:BC + B:DC, and A:BC + B:DC => A:DC + B:DC.
    private void Straighten()
    {
        for (int at = 0; at < _instructions.Length; at++)
        {
            ref Instruction first = ref _instructions[at];
            if (first.Kind != InstructionKind.Alternative || IsChoice(first.Next) == IsChoice(first.Argument))
            {
                continue;
            }

            bool isArgument = IsChoice(first.Argument);
            int other = isArgument ? first.Next : first.Argument;
            ref Instruction second = ref _instructions[isArgument ? first.Argument : first.Next];
            bool comesBackByArgument = second.Next != at && second.Argument == at;
            if (second.Next == at)
            {
                second.Next = other;
            }
            else if (comesBackByArgument)
            {
                second.Argument = other;
            }

            int near = comesBackByArgument ? second.Argument : second.Next;
            int far = comesBackByArgument ? second.Next : second.Argument;
            if (other != near)
            {
                continue;
            }

            if (isArgument)
            {
                first.Argument = far;
            }
            else
            {
                first.Next = far;
            }
        }
    }

    private bool IsChoice(int at) => _instructions[at].Kind == InstructionKind.Alternative;

    private bool HasNoChoice()
    {
        bool[] queued = new bool[_instructions.Length];
        _starts.Enqueue(_program.Start);
        while (_starts.TryDequeue(out int start))
        {
            if (queued[start])
            {
                continue;
            }

            queued[start] = true;
            Array.Clear(_visited);
            if (!Check(start))
            {
                return false;
            }
        }

        return true;
    }

    // The depth is bound by MaxInstructions.
    private bool Check(int at)
    {
        if (_visited[at])
        {
            return true;
        }

        _visited[at] = true;
        ref Instruction instruction = ref _instructions[at];
        switch (instruction.Kind)
        {
            case InstructionKind.Alternative:
                if (!Check(instruction.Next) || !Check(instruction.Argument) || (_matchesEmpty[instruction.Next] && _matchesEmpty[instruction.Argument]))
                {
                    return false;
                }

                _matchesEmpty[at] = _matchesEmpty[instruction.Next] || _matchesEmpty[instruction.Argument];
                return TryMerge(_runes[instruction.Next], _runes[instruction.Argument], out _runes[at]);
            case InstructionKind.Capture or InstructionKind.Assertion or InstructionKind.Nothing:
                bool isFine = Check(instruction.Next);
                _matchesEmpty[at] = _matchesEmpty[instruction.Next];
                _runes[at] = _runes[instruction.Next];
                return isFine;
            case InstructionKind.Match or InstructionKind.Fail:
                _matchesEmpty[at] = instruction.Kind == InstructionKind.Match;
                return true;
            default:
                _starts.Enqueue(instruction.Next);
                _runes[at] ??= RunesOf(instruction);
                return true;
        }
    }

    private List<(int First, int Last)> RunesOf(in Instruction instruction)
    {
        switch (instruction.Kind)
        {
            case InstructionKind.Rune:
                return [(instruction.Argument, instruction.Argument)];
            case InstructionKind.Any:
                return [(0, Syntax.RuneRanges.MaxRune)];
            case InstructionKind.AnyNotNewline:
                return [(0, '\n' - 1), ('\n' + 1, Syntax.RuneRanges.MaxRune)];
            default:
                ReadOnlySpan<int> ranges = _program.Set(instruction).Ranges;
                List<(int First, int Last)> runes = [];
                for (int index = 0; index < ranges.Length; index += 2)
                {
                    runes.Add((ranges[index], ranges[index + 1]));
                }

                return runes;
        }
    }

    private static bool TryMerge(List<(int First, int Last)>? left, List<(int First, int Last)>? right, out List<(int First, int Last)> merged)
    {
        merged = [.. left ?? [], .. right ?? []];
        merged.Sort();
        for (int index = 1; index < merged.Count; index++)
        {
            if (merged[index].First <= merged[index - 1].Last)
            {
                return false;
            }
        }

        return true;
    }
}
