namespace Steersman.Cel.Parsing;

/// <summary>An expression becomes too large when its macros are expanded.</summary>
internal sealed class NodeLimitException : Exception;
