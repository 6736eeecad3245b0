namespace Steersman.Helm.Schema.Validation;

/// <summary>How an error stands among its causes.</summary>
internal enum SchemaErrorKind
{
    /// <summary>A keyword that fails.</summary>
    Keyword,

    /// <summary>Several errors of one schema.</summary>
    Group,

    /// <summary>What a referenced schema found.</summary>
    Reference,

    /// <summary>The head of all.</summary>
    Schema,
}
