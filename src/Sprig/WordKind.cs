namespace Steersman.Sprig;

/// <summary>What a word of huandu/xstrings is made of.</summary>
internal enum WordKind
{
    None,
    Number,
    Upper,
    Alphabet,
    Connector,
    Punctuation,
    Other,
}
