using System.Runtime.CompilerServices;
using System.Text;
using Steersman.GoTemplate.Formatting;
using Steersman.GoTemplate.Values;

namespace Steersman.Helm.Values;

/// <summary>One pass over a strvals line (parser.go and literal_parser.go).</summary>
/// <remarks>
/// Errors travel as texts, null for none and <see cref="Eof"/> for the end of the line, because what was parsed before an error is still stored on the way
/// back. Go's failed type assertions are panics that skip this; here they are <see cref="AssertionException"/>.
/// </remarks>
internal sealed partial class StrValsParser(string text, Func<string, Value> read)
{
    private const string Eof = "EOF";

    private int _at;

    public bool IsLiteral { get; init; }

    public bool IsJson { get; init; }

    /// <summary>Parses the whole line into <paramref name="target"/>.</summary>
    /// <exception cref="HelmException">The line is not well-formed.</exception>
    public void Parse(ValueMap target)
    {
        try
        {
            string? error;
            do
            {
                error = Key(target, 0);
            }
            while (error is null);
            if (error != Eof)
            {
                throw new HelmException(error);
            }
        }
        catch (InsufficientExecutionStackException exception)
        {
            throw new HelmException("the line is nested too deeply", exception);
        }
    }

    private string? Key(ValueMap data, int level)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        try
        {
            if (!Until(IsLiteral ? "=[." : "=[,.", out string key, out char stop))
            {
                return key.Length == 0 ? Eof : $"key {GoQuote.Quote(key)} has no value";
            }

            switch (stop)
            {
                case '[':
                    return ListKey(data, key, level);
                case '=':
                    (Value value, bool isSet, string? error) = AfterEquals();
                    if (isSet)
                    {
                        Set(data, key, value);
                    }

                    return error;
                case ',':
                    Set(data, key, Value.FromString(""));
                    return $"key {GoQuote.Quote(key)} has no value (cannot end with ,)";
                default:
                    return TableKey(data, key, level + 1);
            }
        }
        catch (AssertionException failed)
        {
            return $"unable to parse key: {failed.Message}";
        }
    }

    private string? ListKey(ValueMap data, string key, int level)
    {
        string? error = Index(out long index);
        if (error is not null)
        {
            return error;
        }

        ValueList? list = new();
        if (data.TryGetValue(key, out Value existing) && !existing.TryGetList(out list))
        {
            throw new AssertionException(existing, GoType.AnySlice);
        }

        error = ListItem(ref list!, index, level);
        Set(data, key, Value.FromList(list));
        return error;
    }

    private string? TableKey(ValueMap data, string key, int level)
    {
        if (level > StrVals.MaxNestedNameLevel)
        {
            return $"value name nested level is greater than maximum supported nested level of {StrVals.MaxNestedNameLevel}";
        }

        ValueMap? inner = new();
        if (data.TryGetValue(key, out Value existing) && !existing.TryGetMap(out inner))
        {
            throw new AssertionException(existing, GoType.AnyMap);
        }

        string? error = Key(inner!, level);
        if (error is null && inner!.Count == 0)
        {
            return $"key map {GoQuote.Quote(key)} has no value";
        }

        if (inner!.Count != 0)
        {
            Set(data, key, Value.FromMap(inner));
        }

        return error;
    }

    private string? ListItem(ref ValueList list, long index, int level)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (index < 0)
        {
            return $"negative {index} index not allowed";
        }

        bool stopped = Until("[.=", out string junk, out char stop);
        if (junk.Length > 0)
        {
            return $"unexpected data at end of array index: {QuoteRunes(junk)}";
        }

        if (!stopped)
        {
            return Eof;
        }

        switch (stop)
        {
            case '=':
                (Value value, bool isSet, string? error) = AfterEquals();
                if (isSet && (error is null or Eof))
                {
                    // The end of the line right behind the equals sign ends the item, not the line.
                    return SetIndex(ref list, index, value);
                }

                return error;
            case '[':
                return NestedListItem(ref list, index, level);
            default:
                ValueMap? inner = new();
                if (list.Count > index && !list[(int)index].TryGetMap(out inner))
                {
                    inner = new ValueMap();
                    list[(int)index] = Value.FromMap(inner);
                }

                return Key(inner!, level) ?? SetIndex(ref list, index, Value.FromMap(inner!));
        }
    }

    private string? NestedListItem(ref ValueList list, long index, int level)
    {
        string? error = Index(out long next);
        if (error is not null)
        {
            return error;
        }

        ValueList? inner = null;
        if (list.Count > index && !list[(int)index].IsNil && !list[(int)index].TryGetList(out inner))
        {
            throw new AssertionException(list[(int)index], GoType.AnySlice);
        }

        inner ??= new ValueList();
        return ListItem(ref inner, next, level) ?? SetIndex(ref list, index, Value.FromList(inner));
    }

    private string? Index(out long index)
    {
        index = 0;
        if (!Until("]", out string digits, out _))
        {
            return Eof;
        }

        NumberError error = GoNumber.Atoi(digits, out index);
        return error is NumberError.None ? null : $"error parsing index: {GoNumber.ErrorText("Atoi", digits, error)}";
    }

    /// <summary>Reads up to one of the stops, which is consumed; false at the end of the line. A backslash takes the next character as it is, but in literals.</summary>
    private bool Until(string stops, out string before, out char stop)
    {
        StringBuilder taken = new();
        while (_at < text.Length)
        {
            char character = text[_at++];
            if (stops.Contains(character))
            {
                before = taken.ToString();
                stop = character;
                return true;
            }

            if (character == '\\' && !IsLiteral)
            {
                if (_at == text.Length)
                {
                    break;
                }

                character = text[_at++];
            }

            bool isPair = char.IsHighSurrogate(character) && _at < text.Length && char.IsLowSurrogate(text[_at]);
            taken.Append(char.IsSurrogate(character) && !isPair ? '\uFFFD' : character);
            if (isPair)
            {
                taken.Append(text[_at++]);
            }
        }

        before = taken.ToString();
        stop = default;
        return false;
    }

    /// <summary>Go's <c>%q</c> of a rune slice: <c>[',' 'b']</c>.</summary>
    private static string QuoteRunes(string runes) => $"[{string.Join(' ', runes.EnumerateRunes().Select(rune => GoQuote.QuoteRune(rune.Value)))}]";

    private static void Set(ValueMap data, string key, Value value)
    {
        if (key.Length > 0)
        {
            data[key] = value;
        }
    }

    private static string? SetIndex(ref ValueList list, long index, Value value)
    {
        if (index > StrVals.MaxIndex)
        {
            return $"index of {index} is greater than maximum supported index of {StrVals.MaxIndex}";
        }

        if (list.Count <= index)
        {
            // As in Go, a list that grows is a new one; the old one may be held elsewhere.
            List<Value> items = new((int)index + 1);
            foreach (Value item in list)
            {
                items.Add(item);
            }

            while (items.Count <= index)
            {
                items.Add(Value.Nil);
            }

            list = new ValueList(list.Type, items);
        }

        list[(int)index] = value;
        return null;
    }

    /// <summary>Go's panic of a failed type assertion.</summary>
    private sealed class AssertionException(in Value value, GoType wanted)
        : Exception($"interface conversion: interface {{}} is {value.Type?.Name ?? "nil"}, not {wanted.Name}");
}
