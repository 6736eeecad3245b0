namespace Steersman.Cel.Parsing;

/// <summary>Parsing ends at once; what is wrong has been reported.</summary>
internal sealed class ParseAbortedException : Exception;
