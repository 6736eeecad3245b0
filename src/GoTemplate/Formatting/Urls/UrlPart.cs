namespace Steersman.GoTemplate.Formatting.Urls;

/// <summary>The parts of a URL, each with its own rule of what is escaped.</summary>
public enum UrlPart
{
    Path,
    PathSegment,
    Host,
    Zone,
    UserPassword,
    QueryComponent,
    Fragment,
}
