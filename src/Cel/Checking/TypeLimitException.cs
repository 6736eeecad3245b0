namespace Steersman.Cel.Checking;

/// <summary>A type nests types without end: folds over maps of maps can double it at every step.</summary>
internal sealed class TypeLimitException : Exception;
