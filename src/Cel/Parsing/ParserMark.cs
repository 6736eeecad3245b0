using System.Runtime.InteropServices;

namespace Steersman.Cel.Parsing;

/// <summary>Where the parser stands, to come back to.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ParserMark(int Index, int State, int ExprDepth, int RelationDepth, int CalcDepth, int RuleDepth);
