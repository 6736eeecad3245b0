namespace Steersman.GoTemplate.Formatting.Times;

/// <summary>One zone in force: from <see cref="Start"/> until before <see cref="End"/>, both Unix seconds.</summary>
internal readonly record struct ZoneSpan(string Name, int Offset, bool IsDaylight, long Start, long End);
