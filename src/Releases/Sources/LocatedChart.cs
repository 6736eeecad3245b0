namespace Steersman.Releases.Sources;

/// <summary>Where a chart is, or why nobody can say.</summary>
/// <param name="Location">Null where there is a problem.</param>
/// <param name="Kind">What the problem is; counts where there is no location.</param>
/// <param name="Message">Names object, field and way out.</param>
public sealed record LocatedChart(ChartLocation? Location, SourceProblemKind Kind = default, string Message = "")
{
    public static LocatedChart Problem(SourceProblemKind kind, string message) => new(null, kind, message);
}
