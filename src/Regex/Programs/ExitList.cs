using System.Runtime.InteropServices;

namespace Steersman.Regex.Programs;

/// <summary>The open ways out of a fragment: a list threaded through the fields that wait for their target.</summary>
/// <remarks>An exit is an instruction's number doubled, odd where its argument waits. 0 is no exit: instruction 0 is the failing one.</remarks>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ExitList(int First, int Last);
