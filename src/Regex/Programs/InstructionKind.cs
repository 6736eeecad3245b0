namespace Steersman.Regex.Programs;

/// <summary>What an instruction does. Rune to AnyNotNewline take one rune of the text.</summary>
internal enum InstructionKind : byte
{
    Fail,
    Match,
    Alternative,
    Capture,
    Assertion,
    Nothing,
    Rune,
    RuneSet,
    Any,
    AnyNotNewline,
}
