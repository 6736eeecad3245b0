using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Formatting.Times;

/// <summary>A location as a template value: Go's <c>*time.Location</c>, which prints its name.</summary>
internal sealed class GoLocationValue(GoLocation location) : IStringer
{
    public GoLocation Location { get; } = location;

    public GoType GoType => TimeMethods.Location;

    public string GoText() => Location.Name;
}
