using Steersman.GoTemplate.Json;
using Steersman.GoTemplate.Values;

namespace Steersman.Helm.Values;

/// <content>What stands behind an equals sign: scalars, lists in braces, JSON, literals.</content>
internal sealed partial class StrValsParser
{
    /// <summary>The value behind an equals sign; not set where an error comes first.</summary>
    private (Value Value, bool IsSet, string? Error) AfterEquals()
    {
        if (IsJson)
        {
            return JsonValue();
        }

        if (IsLiteral)
        {
            Until("", out string rest, out _);
            return (Value.FromString(rest), true, null);
        }

        if (_at == text.Length)
        {
            return (Value.FromString(""), true, Eof);
        }

        if (text[_at] == '{')
        {
            _at++;
            return ListValue();
        }

        Until(",", out string scalar, out _);
        try
        {
            return (read(scalar), true, null);
        }
        catch (HelmException failed)
        {
            return (default, false, failed.Message);
        }
    }

    private (Value Value, bool IsSet, string? Error) ListValue()
    {
        ValueList list = new();
        while (Until(",}", out string item, out char stop))
        {
            try
            {
                list.Add(read(item));
            }
            catch (HelmException failed)
            {
                return (default, false, failed.Message);
            }

            if (stop == '}')
            {
                if (_at < text.Length && text[_at] == ',')
                {
                    _at++;
                }

                return (Value.FromList(list), true, null);
            }
        }

        return (default, false, "list must terminate with '}'");
    }

    private (Value Value, bool IsSet, string? Error) JsonValue()
    {
        if (SkipBlanksAndComma())
        {
            return (Value.Nil, true, null);
        }

        int end = JsonExtent.End(text, _at);
        try
        {
            Value value = GoJson.Parse(text[_at..end]);
            _at = end;
            SkipBlanksAndComma();
            return (value, true, null);
        }
        catch (GoJsonException failed)
        {
            // The line is read as a stream, where an end too early has another name.
            return (default, false, failed.Message is "unexpected end of JSON input" ? "unexpected EOF" : failed.Message);
        }
    }

    /// <summary>Skips blanks and one comma; true at the comma and at the end of the line.</summary>
    private bool SkipBlanksAndComma()
    {
        while (_at < text.Length)
        {
            if (text[_at] == ',')
            {
                _at++;
                return true;
            }

            if (!char.IsWhiteSpace(text[_at]))
            {
                return false;
            }

            _at++;
        }

        return true;
    }
}
