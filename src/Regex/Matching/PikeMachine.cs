using Steersman.Regex.Programs;

namespace Steersman.Regex.Matching;

/// <summary>Matches texts of any length in one pass, all ways side by side in the order of their preference.</summary>
internal sealed class PikeMachine
{
    // Steps between two looks at the clock: some milliseconds.
    private const int ChecksEvery = 1 << 20;

    private readonly Stack<(int Instruction, int Slot, int Place)> _ways = [];
    private ThreadList _now = new();
    private ThreadList _next = new();
    private int[] _places = [];

    /// <summary>Finds the leftmost match from a place on; see <see cref="Backtracker.TryMatch"/>.</summary>
    public bool TryMatch(RegexProgram program, ReadOnlySpan<char> text, int start, Span<int> slots, CancellationToken stop)
    {
        if (program.IsAnchored && start != 0)
        {
            return false;
        }

        _now.Reset(program.Instructions.Length, slots.Length);
        _next.Reset(program.Instructions.Length, slots.Length);
        _places = _places.Length < slots.Length ? new int[slots.Length] : _places;
        bool isMatched = false;
        int steps = 0;
        for (int at = start; ;)
        {
            if ((steps += program.Instructions.Length) > ChecksEvery)
            {
                stop.ThrowIfCancellationRequested();
                steps = 0;
            }

            if (_now.Count == 0)
            {
                if (isMatched || (program.IsAnchored && at != 0))
                {
                    break;
                }

                if (program.Prefix.Length > 0 && !program.IsAnchored)
                {
                    int found = text[at..].IndexOf(program.Prefix, StringComparison.Ordinal);
                    if (found < 0)
                    {
                        break;
                    }

                    at += found;
                }
            }

            if (!isMatched && (!program.IsAnchored || at == 0))
            {
                Span<int> places = _places.AsSpan(0, slots.Length);
                places.Fill(-1);
                if (places.Length > 0)
                {
                    places[0] = at;
                }

                Add(program, text, _now, program.Start, at, places);
            }

            int rune = RuneReader.Read(text, at, out int width);
            bool wasMatched = Step(program, text, rune, at + width, slots);
            isMatched |= wasMatched;
            if (rune < 0 || (isMatched && slots.Length == 0))
            {
                break;
            }

            (_now, _next) = (_next, _now);
            _next.Clear();
            at += width;
        }

        return isMatched;
    }

    // Takes all threads over a rune; a match cuts off those of lower preference.
    private bool Step(RegexProgram program, ReadOnlySpan<char> text, int rune, int behind, Span<int> slots)
    {
        ReadOnlySpan<Instruction> instructions = program.Instructions;
        for (int index = 0; index < _now.Count; index++)
        {
            ref readonly Instruction instruction = ref instructions[_now.Instruction(index)];
            if (instruction.Kind == InstructionKind.Match)
            {
                _now.Places(index).CopyTo(slots);
                return true;
            }

            if (rune >= 0 && program.Takes(instruction, rune))
            {
                Span<int> places = _places.AsSpan(0, slots.Length);
                _now.Places(index).CopyTo(places);
                Add(program, text, _next, instruction.Next, behind, places);
            }
        }

        return false;
    }

    // Follows all ways that take no rune. A stack of its own: programs can be far deeper than a thread's stack.
    private void Add(RegexProgram program, ReadOnlySpan<char> text, ThreadList list, int start, int at, Span<int> places)
    {
        ReadOnlySpan<Instruction> instructions = program.Instructions;
        Assertions holding = Assertions.None;
        bool isHoldingKnown = false;
        _ways.Push((start, -1, 0));
        while (_ways.TryPop(out (int Instruction, int Slot, int Place) way))
        {
            if (way.Slot >= 0)
            {
                places[way.Slot] = way.Place;
                continue;
            }

            for (int current = way.Instruction; list.TryEnter(current);)
            {
                ref readonly Instruction instruction = ref instructions[current];
                switch (instruction.Kind)
                {
                    case InstructionKind.Alternative:
                        _ways.Push((instruction.Argument, -1, 0));
                        break;
                    case InstructionKind.Capture:
                        if (instruction.Argument < places.Length)
                        {
                            _ways.Push((0, instruction.Argument, places[instruction.Argument]));
                            places[instruction.Argument] = at;
                        }

                        break;
                    case InstructionKind.Assertion:
                        holding = isHoldingKnown ? holding : RuneReader.AssertionsAt(text, at);
                        isHoldingKnown = true;
                        if (((Assertions)instruction.Argument & ~holding) != Assertions.None)
                        {
                            goto nextWay;
                        }

                        break;
                    case InstructionKind.Nothing:
                        break;
                    case InstructionKind.Fail:
                        goto nextWay;
                    default:
                        if (instruction.Kind == InstructionKind.Match && places.Length > 1)
                        {
                            places[1] = at;
                        }

                        list.Add(current, places);
                        goto nextWay;
                }

                current = instruction.Next;
            }

        nextWay:
            ;
        }
    }
}
