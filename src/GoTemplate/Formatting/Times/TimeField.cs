namespace Steersman.GoTemplate.Formatting.Times;

/// <summary>What one piece of a layout stands for.</summary>
internal enum TimeField
{
    /// <summary>The layout ends with text only.</summary>
    None,
    LongMonth,
    Month,
    NumMonth,
    ZeroMonth,
    LongWeekDay,
    WeekDay,
    Day,
    UnderDay,
    ZeroDay,
    UnderYearDay,
    ZeroYearDay,
    Hour,
    Hour12,
    ZeroHour12,
    Minute,
    ZeroMinute,
    Second,
    ZeroSecond,
    LongYear,
    Year,
    UpperPm,
    LowerPm,
    ZoneName,

    /// <summary>An offset, as <see cref="TimePiece.Text"/> spells it.</summary>
    Offset,

    /// <summary>A fraction with all its digits (.000).</summary>
    FractionZeros,

    /// <summary>A fraction without zeros at its end (.999).</summary>
    FractionNines,
}
