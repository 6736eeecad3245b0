namespace Steersman.Helm.Schema.Compilation;

/// <summary>A draft with the vocabularies in force; null for the draft's own.</summary>
internal sealed record Dialect(Draft Draft, string[]? Vocabularies)
{
    public bool Has(string vocabulary) =>
        vocabulary == "core" || Draft.Version < 2019 || (Vocabularies ?? Draft.DefaultVocabularies).Contains(vocabulary);
}
