namespace Steersman.GoTemplate.Formatting;

/// <summary>Flags, width and precision of one directive.</summary>
internal struct FormatFlags
{
    public bool Minus;
    public bool Plus;
    public bool Sharp;
    public bool Space;
    public bool Zero;

    /// <summary>The flag + of the verb v, which does not mean a sign.</summary>
    public bool PlusV;

    /// <summary>The flag # of the verb v: Go syntax.</summary>
    public bool SharpV;

    /// <summary>Null where none was given.</summary>
    public int? Width;

    /// <summary>Null where none was given.</summary>
    public int? Precision;
}
