namespace Steersman.Operator.IntegrationTests.Support;

/// <summary>Lines that the test run prints at its end (<c>STEERSMAN_REPORT</c> names the file that gathers them).</summary>
internal static class RunReport
{
    private static readonly Lock Gate = new();

    public static void Tell(string line)
    {
        TestContext.Progress.WriteLine(line);
        if (Environment.GetEnvironmentVariable("STEERSMAN_REPORT") is { Length: > 0 } file)
        {
            lock (Gate)
            {
                File.AppendAllText(file, line + "\n");
            }
        }
    }
}
