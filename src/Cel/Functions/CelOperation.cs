using Steersman.Cel.Evaluation;
using Steersman.Cel.Values;

namespace Steersman.Cel.Functions;

/// <summary>What a function does; the target comes first among the arguments, none of which is an error.</summary>
internal delegate CelValue CelOperation(EvaluationContext context, ReadOnlySpan<CelValue> arguments);
