using System.Globalization;

namespace Steersman.Kubernetes.Status.Objects;

/// <summary>How many pods may be missing or not ready: a number, or a percentage of those that are wanted.</summary>
/// <param name="Value">At least 0.</param>
/// <param name="IsPercentage">Whether it is a percentage.</param>
public readonly record struct UnreadyAllowance(int Value, bool IsPercentage)
{
    /// <summary>Reads <c>2</c> or <c>10%</c>; anything else allows none.</summary>
    public static UnreadyAllowance Parse(string? text)
    {
        ReadOnlySpan<char> number = text;
        bool isPercentage = number is [.., '%'];
        return int.TryParse(isPercentage ? number[..^1] : number, NumberStyles.None, CultureInfo.InvariantCulture, out int value)
            ? new UnreadyAllowance(isPercentage ? Math.Min(value, 100) : value, isPercentage)
            : default;
    }

    /// <summary>How many of so many that is: percentages round down, and one pod must be there.</summary>
    public long Of(long wanted) => Math.Clamp(IsPercentage ? wanted * Value / 100 : Value, 0, Math.Max(0, wanted - 1));
}
