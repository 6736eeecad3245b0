using System.Diagnostics.CodeAnalysis;
using Steersman.GoTemplate.Values;

namespace Steersman.Helm.Toml;

/// <content>Where values go, and what may not be defined twice (parse.go: addContext, setValue, setType).</content>
internal sealed partial class TomlParser
{
    [DoesNotReturn]
    private void FailAtKey(string message) => _lexer.Fail(_keyLine, message);

    private void AddContext(List<string> key, bool isArray)
    {
        ValueMap table = _root;
        List<string> context = new(key.Count);
        foreach (string part in key.Take(key.Count - 1))
        {
            context.Add(part);
            if (!table.ContainsKey(part))
            {
                _implicits.Add(TomlKey.Join(context));
                table[part] = Value.FromMap(new ValueMap());
            }

            table = TableIn(table[part]) ?? throw Refused($"Key '{TomlKey.Join(context)}' was already created as a hash.");
        }

        _context = context;
        string last = key[^1];
        if (isArray)
        {
            if (!table.ContainsKey(last))
            {
                table[last] = Value.FromList(new ValueList(TomlTypes.TableArray, []) { Reserved = TablesReserved });
            }

            if (!table[last].TryGetList(out ValueList? list) || list.Type != TomlTypes.TableArray)
            {
                throw Refused($"Key '{TomlKey.Join(key)}' was already created and cannot be used as an array.");
            }

            list.Add(Value.FromMap(new ValueMap()));
        }
        else
        {
            SetValue(last, Value.FromMap(new ValueMap()));
        }

        _context = [.. context, last];
    }

    /// <summary>The table of a value, or the last table of an array of them.</summary>
    private static ValueMap? TableIn(in Value value)
    {
        if (value.TryGetList(out ValueList? list))
        {
            return list.Type == TomlTypes.TableArray ? (ValueMap)list[list.Count - 1].Reference! : null;
        }

        return value.TryGetMap(out ValueMap? map) ? map : null;
    }

    private void SetValue(string key, in Value value)
    {
        ValueMap table = _root;
        for (int index = 0; index < _context.Count; index++)
        {
            table = TableIn(table[_context[index]]) ?? throw Refused($"Key '{TomlKey.Join(_context.Take(index + 1))}' has already been defined.");
        }

        if (!table.ContainsKey(key))
        {
            table[key] = value;
            return;
        }

        string full = TomlKey.Join([.. _context, key]);
        if (!_implicits.Remove(full))
        {
            FailAtKey($"Key '{full}' has already been defined.");
        }

        // A table that was only implied is not replaced, it is now defined.
        if (_arrays.Contains(full))
        {
            table[key] = value;
        }
    }

    private void SetType(string key, bool isArray)
    {
        List<string> full = key.Length > 0 ? [.. _context, key] : _context;
        string name = full.Count == 0 ? TomlKey.Quoted("") : TomlKey.Join(full);
        if (isArray)
        {
            _arrays.Add(name);
        }
        else
        {
            _arrays.Remove(name);
        }
    }

    private TomlException Refused(string message)
    {
        FailAtKey(message);
        return new TomlException(message);
    }
}
