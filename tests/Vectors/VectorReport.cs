namespace Steersman.Vectors;

/// <summary>Lines for whoever runs the tests: shown at once, and appended to the file that <c>STEERSMAN_REPORT</c> names, where it is set.</summary>
public static class VectorReport
{
    private static readonly Lock Gate = new();

    public static void Write(string line)
    {
        lock (Gate)
        {
            TestContext.Progress.WriteLine(line);
            if (Environment.GetEnvironmentVariable("STEERSMAN_REPORT") is { Length: > 0 } file)
            {
                File.AppendAllText(file, line + "\n");
            }
        }
    }
}
