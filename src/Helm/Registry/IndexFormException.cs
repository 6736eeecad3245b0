namespace Steersman.Helm.Registry;

/// <summary>An index cannot be read chart by chart.</summary>
internal sealed class IndexFormException(string message) : Exception(message);
