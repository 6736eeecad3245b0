using System.Runtime.InteropServices;

namespace Steersman.Regex.Programs;

/// <summary>One step of a program.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct Instruction(InstructionKind kind, int argument = 0)
{
    public InstructionKind Kind { get; } = kind;

    /// <summary>The next instruction; of an alternative the preferred one.</summary>
    public int Next { get; set; }

    /// <summary>The other way of an alternative, the slot of a capture, the condition of an assertion, the rune, or the number of the set.</summary>
    public int Argument { get; set; } = argument;
}
