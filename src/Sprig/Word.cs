namespace Steersman.Sprig;

/// <summary>A word as huandu/xstrings finds it.</summary>
internal readonly record struct Word(WordKind Kind, ReadOnlyMemory<int> Runes);
