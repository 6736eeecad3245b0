namespace Steersman.GoTemplate.Values;

/// <summary>An object whose contents <c>fmt</c> prints: the fields of a struct (or of the struct that a pointer points to), or the entries of a map with methods.</summary>
public interface IGoFields : ITemplateObject
{
    /// <summary>Fields in order of declaration, unexported ones included; entries of a map sorted by key.</summary>
    IReadOnlyList<KeyValuePair<string, Value>> GoFields { get; }
}
