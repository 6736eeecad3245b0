namespace Steersman.Cel.Values;

/// <summary>Why there is no value.</summary>
/// <param name="Message">The reason in cel-go's words.</param>
/// <param name="IsMissingAttribute">True while another reading of the name may still find a variable.</param>
internal sealed record CelError(string Message, bool IsMissingAttribute = false);
