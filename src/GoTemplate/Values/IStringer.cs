namespace Steersman.GoTemplate.Values;

/// <summary>An object with Go's method <c>String() string</c>: what <c>%v</c> and <c>%s</c> print in place of its fields.</summary>
public interface IStringer : ITemplateObject
{
    /// <summary>Go's <c>String()</c>.</summary>
    string GoText();
}
