using System.Runtime.InteropServices;

namespace Steersman.Operator.Decisions.Windows;

/// <summary>Whether a release may be changed at an instant.</summary>
/// <param name="IsOpen">True in a window, and where there are none.</param>
/// <param name="OpensAt">When the next window opens; null where one is open, or none will.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct WindowState(bool IsOpen, DateTimeOffset? OpensAt)
{
    public static WindowState Open { get; } = new(IsOpen: true, null);
}
