namespace Steersman.GoTemplate.Formatting;

/// <summary>Which characters stand unescaped between Go's quotes.</summary>
internal enum QuoteCharset
{
    Printable,
    Graphic,
    Ascii,
}
