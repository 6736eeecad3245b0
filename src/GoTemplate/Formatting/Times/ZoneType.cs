namespace Steersman.GoTemplate.Formatting.Times;

/// <summary>A kind of time that a location has used.</summary>
internal readonly record struct ZoneType(string Name, int Offset, bool IsDaylight);
