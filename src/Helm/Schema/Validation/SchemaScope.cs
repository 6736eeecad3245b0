using Steersman.Helm.Schema.Compilation;

namespace Steersman.Helm.Schema.Validation;

/// <summary>The schemas on the way to the one that is applied, with the value each was applied to.</summary>
internal sealed class SchemaScope(SchemaNode schema, string referenceKeyword, int value, SchemaScope? parent)
{
    private readonly string _referenceKeyword = referenceKeyword;

    public SchemaNode Schema { get; } = schema;

    /// <summary>The number of the value; the same for schemas applied to the same value.</summary>
    public int Value { get; } = value;

    public SchemaScope? Parent { get; } = parent;

    /// <summary>An earlier application of the same schema to the same value; null where there is none.</summary>
    public SchemaScope? FindCycle()
    {
        for (SchemaScope? scope = Parent; scope is not null && scope.Value == Value; scope = scope.Parent)
        {
            if (ReferenceEquals(scope.Schema, Schema))
            {
                return scope;
            }
        }

        return null;
    }

    /// <summary>The keywords that lead here.</summary>
    public string KeywordPath()
    {
        string path = "";
        for (SchemaScope scope = this; scope.Parent is { } parent; scope = parent)
        {
            string location = scope.Schema.Location;
            string step = scope._referenceKeyword.Length > 0
                ? "/" + SchemaText.Escape(scope._referenceKeyword)
                : location[Math.Min(parent.Schema.Location.Length, location.Length)..];
            path = step + path;
        }

        return path;
    }
}
