namespace Steersman.GoTemplate.Values;

/// <summary>An object with Go's method <c>GoString() string</c>: what <c>%#v</c> prints.</summary>
public interface IGoSyntax : ITemplateObject
{
    /// <summary>Go's <c>GoString()</c>.</summary>
    string GoSyntax();
}
