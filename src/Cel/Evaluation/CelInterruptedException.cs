namespace Steersman.Cel.Evaluation;

/// <summary>Evaluation ends at once: it costs too much.</summary>
internal sealed class CelInterruptedException : Exception;
