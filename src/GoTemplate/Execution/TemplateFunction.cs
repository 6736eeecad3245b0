using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Execution;

/// <summary>A function of templates. Its arguments are already checked and converted by the <see cref="FunctionDescriptor"/> that carries it.</summary>
/// <param name="frame">The execution that calls: clock, randomness, limits, other templates.</param>
/// <param name="args">The arguments, valid during the call only. A nil argument of a map or slice parameter is a nil map or slice of that type.</param>
/// <exception cref="FunctionException">The function's Go error.</exception>
public delegate Value TemplateFunction(Frame frame, ReadOnlySpan<Value> args);
