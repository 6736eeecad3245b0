namespace Steersman.Helm.Tests.Suites;

/// <summary>The folder with the published test suites, which <c>STEERSMAN_SUITES</c> names; they are not in the repository.</summary>
internal static class PublicSuites
{
    /// <summary>A file or folder of the suites; the test is skipped where there are none.</summary>
    public static string Path(string name)
    {
        string folder = Environment.GetEnvironmentVariable("STEERSMAN_SUITES") ?? "";
        if (folder.Length == 0)
        {
            Assert.Ignore("STEERSMAN_SUITES names no folder with the published suites");
        }

        return System.IO.Path.Combine(folder, name);
    }
}
