using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Formatting.Times;

/// <summary>A location as a template value: Go's <c>*time.Location</c>, which prints its name.</summary>
internal sealed class GoLocationValue(GoLocation location, bool isNil = false) : IStringer
{
    public GoLocation Location { get; } = location;

    public GoType GoType => TimeMethods.Location;

    /// <summary>True for the pointer that a time in UTC holds.</summary>
    public bool IsNil => isNil;

    public string GoText() => Location.Name;
}
