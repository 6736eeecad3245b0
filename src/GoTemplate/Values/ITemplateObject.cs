namespace Steersman.GoTemplate.Values;

/// <summary>A Go value that is neither scalar, string, slice nor string-keyed map: structs, pointers, maps with methods, functions, times.</summary>
/// <remarks>Members are found by name, as Go's reflection would find them, without reflection here.</remarks>
public interface ITemplateObject
{
    /// <summary>The Go type of the value.</summary>
    GoType GoType { get; }
}
