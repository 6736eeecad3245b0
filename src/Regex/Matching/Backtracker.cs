using Steersman.Regex.Programs;

namespace Steersman.Regex.Matching;

/// <summary>Matches short texts by trying one way after the other; no pair of instruction and place is tried twice, which keeps it linear.</summary>
internal sealed class Backtracker
{
    private const int MaxInstructions = 500;
    private const int MaxBits = 256 * 1024;

    private readonly List<Job> _jobs = [];
    private uint[] _visited = [];

    /// <summary>True where the table of what was tried stays small.</summary>
    public static bool Fits(RegexProgram program, int length) => program.Instructions.Length <= MaxInstructions && length < (MaxBits / program.Instructions.Length) - 1;

    /// <summary>Finds the leftmost match from a place on.</summary>
    /// <param name="slots">As many places of the match as are wanted; none asks only whether there is a match.</param>
    public bool TryMatch(RegexProgram program, ReadOnlySpan<char> text, int start, Span<int> slots)
    {
        int bits = program.Instructions.Length * (text.Length + 1 - start);
        int words = (bits + 31) / 32;
        if (_visited.Length < words)
        {
            _visited = new uint[words];
        }
        else
        {
            Array.Clear(_visited, 0, words);
        }

        slots.Fill(-1);
        if (program.IsAnchored)
        {
            return start == 0 && TryFrom(program, text, 0, 0, slots);
        }

        for (int at = start; at <= text.Length; at++)
        {
            if (program.Prefix.Length > 0)
            {
                int found = text[at..].IndexOf(program.Prefix, StringComparison.Ordinal);
                if (found < 0)
                {
                    return false;
                }

                at += found;
            }

            if (TryFrom(program, text, start, at, slots))
            {
                return true;
            }

            if (at < text.Length - 1 && char.IsHighSurrogate(text[at]) && char.IsLowSurrogate(text[at + 1]))
            {
                at++;
            }
        }

        return false;
    }

    private bool TryFrom(RegexProgram program, ReadOnlySpan<char> text, int origin, int start, Span<int> slots)
    {
        _jobs.Clear();
        _jobs.Add(new Job(program.Start, start, Job.Visit));
        while (_jobs.Count > 0)
        {
            Job job = _jobs[^1];
            _jobs.RemoveAt(_jobs.Count - 1);
            if (job.Slot >= 0)
            {
                slots[job.Slot] = job.At;
            }
            else if (Follow(program, text, origin, job.Instruction, job.At, slots))
            {
                if (slots.Length > 0)
                {
                    slots[0] = start;
                }

                return true;
            }
        }

        return false;
    }

    // Goes one way until it fails; the other ways wait as jobs.
    private bool Follow(RegexProgram program, ReadOnlySpan<char> text, int origin, int at, int place, Span<int> slots)
    {
        int stride = text.Length + 1 - origin;
        ReadOnlySpan<Instruction> instructions = program.Instructions;
        while (true)
        {
            int bit = (at * stride) + place - origin;
            if ((_visited[bit >> 5] & (1u << (bit & 31))) != 0)
            {
                return false;
            }

            _visited[bit >> 5] |= 1u << (bit & 31);
            ref readonly Instruction instruction = ref instructions[at];
            switch (instruction.Kind)
            {
                case InstructionKind.Fail:
                    return false;
                case InstructionKind.Match:
                    if (slots.Length > 1)
                    {
                        slots[1] = place;
                    }

                    return true;
                case InstructionKind.Alternative:
                    _jobs.Add(new Job(instruction.Argument, place, Job.Visit));
                    break;
                case InstructionKind.Capture:
                    if (instruction.Argument < slots.Length)
                    {
                        // Put back when this way has failed.
                        _jobs.Add(new Job(0, slots[instruction.Argument], instruction.Argument));
                        slots[instruction.Argument] = place;
                    }

                    break;
                case InstructionKind.Assertion:
                    if (((Assertions)instruction.Argument & ~RuneReader.AssertionsAt(text, place)) != Assertions.None)
                    {
                        return false;
                    }

                    break;
                case InstructionKind.Nothing:
                    break;
                default:
                    int rune = RuneReader.Read(text, place, out int width);
                    if (rune < 0 || !program.Takes(instruction, rune))
                    {
                        return false;
                    }

                    place += width;
                    break;
            }

            at = instruction.Next;
        }
    }

    /// <summary>A way to try, or a slot to put back.</summary>
    [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
    private readonly record struct Job(int Instruction, int At, int Slot)
    {
        public const int Visit = -1;
    }
}
