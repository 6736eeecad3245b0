using System.Text.Json;

namespace Steersman.Vectors;

/// <summary>One file of vectors, run as one test: every case is judged, and the outcome compared with the list of known failures.</summary>
/// <remarks>
/// The list may only shrink: the test fails when an unlisted case fails and when a listed one passes. Where <c>STEERSMAN_VECTORS</c> names a folder its files
/// are run instead of the repository's copy, no list is in force, and a file that is missing there is no failure.
/// </remarks>
public static class VectorGroup
{
    private const int FailuresShown = 20;

    /// <summary>Runs the group and prints its line, <c>vectors render/printf: 1400 passed, 0 failed, 9 known</c>.</summary>
    /// <param name="name">Folder and file, such as <c>render/printf</c>.</param>
    /// <param name="judge">Says what is wrong with a case, or null where all is well. An exception counts as a failure.</param>
    /// <param name="isOurs">Which cases are about what we build; null for all. The others are counted apart.</param>
    public static void Run(string name, Func<JsonElement, string?> judge, Func<JsonElement, bool>? isOurs = null)
    {
        ArgumentNullException.ThrowIfNull(judge);
        using VectorSource? source = VectorSource.Open(name);
        if (source is null)
        {
            return;
        }

        KnownFailures known = source.HasKnownFailures ? KnownFailures.Load(name) : KnownFailures.None;
        VectorTally tally = new(known);
        int others = 0;
        foreach (JsonElement vector in source.Cases())
        {
            if (isOurs?.Invoke(vector) == false)
            {
                others++;
                continue;
            }

            string id = vector.GetProperty("id").GetString()!;
            tally.Add(id, known.IsNotBuilt ? "not built" : Judge(judge, vector));
        }

        VectorReport.Write($"vectors {name}: {tally}{(others > 0 ? $", {others} about something else" : "")}");
        if (Environment.GetEnvironmentVariable("STEERSMAN_VECTORS_RECORD") is "1" && source.HasKnownFailures)
        {
            KnownFailures.Record(name, tally.Failing);
            return;
        }

        tally.AssertAsListed(name, FailuresShown);
    }

    /// <summary>Goes through a group without judging it, for what another test wants to know; does nothing where the folder in force has no such file.</summary>
    /// <param name="name">Folder and file, such as <c>more/schema-suite</c>.</param>
    /// <param name="look">Given each case, which is gone afterwards.</param>
    public static void ForEach(string name, Action<JsonElement> look)
    {
        ArgumentNullException.ThrowIfNull(look);
        using VectorSource? source = VectorSource.Open(name);
        foreach (JsonElement vector in source?.Cases() ?? [])
        {
            look(vector);
        }
    }

    private static string? Judge(Func<JsonElement, string?> judge, JsonElement vector)
    {
        try
        {
            return judge(vector);
        }
#pragma warning disable CA1031 // whatever a case throws is that case's failure, never the end of the group
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return $"{exception.GetType().Name}: {exception.Message}\n{exception.StackTrace}";
        }
    }
}
