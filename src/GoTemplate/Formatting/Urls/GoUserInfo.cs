namespace Steersman.GoTemplate.Formatting.Urls;

/// <summary>User name and password of a URL, unescaped; the password is null where the URL has none.</summary>
public sealed record GoUserInfo(string Username, string? Password)
{
    /// <summary>As it stands in a URL.</summary>
    public string Escaped => GoUrlEscape.Escape(Username, UrlPart.UserPassword) + (Password is null ? "" : ":" + GoUrlEscape.Escape(Password, UrlPart.UserPassword));
}
