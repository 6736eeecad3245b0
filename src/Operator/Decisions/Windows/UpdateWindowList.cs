using System.Globalization;
using System.Runtime.CompilerServices;
using Steersman.Operator.Api.V1;

namespace Steersman.Operator.Decisions.Windows;

/// <summary>The update windows of a spec. Pure: the time is given.</summary>
internal sealed class UpdateWindowList
{
    private const int MaxWindows = 20;
    private static readonly TimeSpan MaxDuration = TimeSpan.FromHours(744);

    // Any time will do to see whether a schedule ever comes.
    private static readonly DateTimeOffset Once = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // A spec is read once and looked at with every step.
    private static readonly ConditionalWeakTable<IReadOnlyList<UpdateWindow>, UpdateWindowList> Known = [];

    private readonly List<(WindowSchedule Schedule, TimeSpan Duration)> _windows = [];
    private readonly string? _error;

    private UpdateWindowList(IReadOnlyList<UpdateWindow> windows)
    {
        if (windows.Count > MaxWindows)
        {
            _error = $"spec.updateWindows: at most {MaxWindows} windows, not {windows.Count}";
            return;
        }

        for (int index = 0; index < windows.Count && _error is null; index++)
        {
            _error = Add(windows[index]) is { } error ? string.Create(CultureInfo.InvariantCulture, $"spec.updateWindows[{index}].{error}") : null;
        }
    }

    /// <summary>What is wrong with the windows, naming the field; null where nothing is.</summary>
    public static string? Check(IReadOnlyList<UpdateWindow>? windows) => windows is null ? null : Of(windows)._error;

    /// <summary>Whether one of the windows is open, or when the next one opens. Without windows it is always open.</summary>
    public static WindowState At(IReadOnlyList<UpdateWindow>? windows, DateTimeOffset time)
    {
        if (windows is not { Count: > 0 })
        {
            return WindowState.Open;
        }

        DateTimeOffset? opens = null;
        foreach ((WindowSchedule schedule, TimeSpan duration) in Of(windows)._windows)
        {
            if (schedule.NextAfter(time - duration) <= time)
            {
                return WindowState.Open;
            }

            if (schedule.NextAfter(time) is { } next && !(opens <= next))
            {
                opens = next;
            }
        }

        return new WindowState(IsOpen: false, opens);
    }

    private static UpdateWindowList Of(IReadOnlyList<UpdateWindow> windows) => Known.GetValue(windows, static list => new UpdateWindowList(list));

    private string? Add(UpdateWindow window)
    {
        if (window.Duration < TimeSpan.FromMinutes(1) || window.Duration > MaxDuration)
        {
            return $"duration: {Api.GoDuration.Format(window.Duration)} is not between 1m and {Api.GoDuration.Format(MaxDuration)}";
        }

        try
        {
            WindowSchedule schedule = WindowSchedule.Parse(window.Schedule, window.TimeZone);
            _windows.Add((schedule, window.Duration));
            return schedule.NextAfter(Once) is null ? $"schedule: \"{window.Schedule}\" never comes" : null;
        }
        catch (FormatException exception)
        {
            return exception.Message;
        }
    }
}
