using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Formatting.Times;

/// <summary>A struct of Go without methods, or a pointer to one, of which nothing but the fields is ever seen.</summary>
internal sealed class GoStructValue(GoType type, IReadOnlyList<KeyValuePair<string, Value>> fields) : IGoFields
{
    public GoType GoType => type;

    public bool IsNil { get; init; }

    public IReadOnlyList<KeyValuePair<string, Value>> GoFields => fields;
}
