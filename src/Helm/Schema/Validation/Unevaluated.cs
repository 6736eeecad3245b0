using Steersman.Helm.Schema.Compilation;
using Steersman.Helm.Schema.Json;

namespace Steersman.Helm.Schema.Validation;

/// <summary>The members or items of a value that no keyword has looked at yet; kept only where some schema asks for them.</summary>
internal sealed class Unevaluated
{
    private Unevaluated(SortedSet<string> properties, SortedSet<int> items)
    {
        Properties = properties;
        Items = items;
    }

    public SortedSet<string> Properties { get; }

    public SortedSet<int> Items { get; }

    public bool IsEmpty => Properties.Count == 0 && Items.Count == 0;

    /// <param name="value">The value.</param>
    /// <param name="schema">The schema to apply.</param>
    /// <param name="callerAsks">True where the schema around it asks.</param>
    public static Unevaluated Of(Datum value, SchemaNode schema, bool callerAsks)
    {
        bool asksProperties = value.Kind == DatumKind.Object && !schema.AllPropertiesEvaluated && (callerAsks || schema.UnevaluatedProperties is not null);
        bool asksItems = value.Kind == DatumKind.Array && !schema.AllItemsEvaluated && (callerAsks || schema.UnevaluatedItems is not null);
        return new Unevaluated(
            asksProperties ? new SortedSet<string>(value.Names, StringComparer.Ordinal) : new SortedSet<string>(StringComparer.Ordinal),
            asksItems ? [.. Enumerable.Range(0, value.Items.Length).Skip(schema.ItemsEvaluated)] : []);
    }

    /// <summary>Keeps what the other has left too.</summary>
    public void Merge(Unevaluated other)
    {
        Properties.IntersectWith(other.Properties);
        Items.IntersectWith(other.Items);
    }
}
