using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Steersman.GoTemplate.Execution;

/// <summary>Goes on with a deep recursion on a fresh stack, as Go's growing stacks would; the end of a .NET stack would be the end of the process.</summary>
internal static class StackGuard
{
    private const int StackSize = 16 << 20;
    private const int DepthOfOneStack = 64;
    private const int BytesOfOneLevel = 2048;

    /// <summary>True where there is room to go on here.</summary>
    /// <param name="depth">How deep the constructs nest that run until the next question.</param>
    public static bool HasRoom(int depth) => depth <= DepthOfOneStack && RuntimeHelpers.TryEnsureSufficientExecutionStack();

    /// <summary>Runs <paramref name="action"/> on a stack of its own and waits for it; its exception is thrown here.</summary>
    /// <param name="depth">How deep the constructs nest that it runs.</param>
    public static void Run(int depth, Action action)
    {
        ExceptionDispatchInfo? thrown = null;
        Thread thread = new(
            () =>
            {
                try
                {
                    action();
                }
#pragma warning disable CA1031 // thrown again on the thread that waits
                catch (Exception exception)
#pragma warning restore CA1031
                {
                    thrown = ExceptionDispatchInfo.Capture(exception);
                }
            },
            checked(StackSize + (depth * BytesOfOneLevel)));
        thread.IsBackground = true;
        thread.Start();
        thread.Join();
        thrown?.Throw();
    }
}
