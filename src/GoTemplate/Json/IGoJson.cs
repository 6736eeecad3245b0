using Steersman.GoTemplate.Values;

namespace Steersman.GoTemplate.Json;

/// <summary>An object that says itself what JSON is made of it: Go's MarshalJSON or MarshalText, or fields with other names or left out.</summary>
/// <remarks>An object without it gives its exported <see cref="IGoFields"/>, in order of declaration.</remarks>
public interface IGoJson : ITemplateObject
{
    /// <summary>The fields of the JSON object, in order; null where <see cref="JsonValue"/> stands for the whole.</summary>
    IReadOnlyList<KeyValuePair<string, Value>>? JsonFields => null;

    /// <summary>What stands in the object's place where it has no fields: mostly a string.</summary>
    Value JsonValue => Value.Nil;

    /// <summary>What Go's method fails with; null where it gives <see cref="JsonValue"/>.</summary>
    string? JsonError => null;
}
