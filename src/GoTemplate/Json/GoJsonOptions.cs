namespace Steersman.GoTemplate.Json;

/// <summary>How JSON is written.</summary>
/// <param name="EscapeHtml">Write <c>&lt;</c>, <c>&gt;</c> and <c>&amp;</c> as escapes, as json.Marshal does.</param>
/// <param name="Indent">What each level is indented by; null writes everything on one line.</param>
/// <param name="Prefix">What every further line begins with, where there are lines.</param>
public sealed record GoJsonOptions(bool EscapeHtml = true, string? Indent = null, string Prefix = "")
{
    /// <summary>json.Marshal: one line, with HTML escapes.</summary>
    public static GoJsonOptions Default { get; } = new();
}
