using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Json;

/// <summary>What json.Unmarshal makes of a text: the value, and the error of a number out of range, which does not end the decoding.</summary>
/// <param name="Value">The value; such numbers are nil in it.</param>
/// <param name="Error">The text of the first such error, or null.</param>
public readonly record struct GoJsonDocument(Value Value, string? Error);
