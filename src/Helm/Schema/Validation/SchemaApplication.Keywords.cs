using System.Globalization;
using Steersman.GoTemplate.Formatting;
using Steersman.Helm.Schema.Compilation;
using Steersman.Helm.Schema.Json;

namespace Steersman.Helm.Schema.Validation;

/// <content>The keywords, by the type of value that they judge.</content>
internal sealed partial class SchemaApplication
{
    private SchemaError? ValidateValue()
    {
        SchemaTypes type = SchemaTypeNames.Of(_value);
        if (type == SchemaTypes.None)
        {
            return Error(() => "invalid jsonType " + _value.Text);
        }

        if (_schema.Types != SchemaTypes.None && !_schema.Types.HasFlag(type) && !(_schema.Types.HasFlag(SchemaTypes.Integer) && _value.Number is { IsInteger: true }))
        {
            return Error(() => $"got {SchemaTypeNames.Text(type)}, want {SchemaTypeNames.Text(_schema.Types)}");
        }

        if (_schema.Const is { } wanted && !_value.IsSameAs(wanted))
        {
            return Error(() => wanted.Kind is DatumKind.Array or DatumKind.Object ? "'const' failed" : $"value must be {SchemaText.Display(wanted)}");
        }

        if (_schema.Enum is { } members)
        {
            _validator.CountStep(_path, (long)members.Length * (1 + _value.Count));
            if (!Array.Exists(members, member => member.IsSameAs(_value)))
            {
                return Error(() => EnumText(members));
            }
        }

        return _schema.Format is { } format && _value.Kind == DatumKind.String && format.Check(_value.Text) is { } error
            ? Error(() => $"{SchemaText.Quote(_value.Text)} is not valid {format.Name}: {error}")
            : null;
    }

    private static string EnumText(Datum[] members)
    {
        if (Array.Exists(members, member => member.Kind is DatumKind.Array or DatumKind.Object))
        {
            return "'enum' failed";
        }

        return $"value must be {(members.Length == 1 ? "" : "one of ")}{string.Join(", ", members.Select(SchemaText.Display))}";
    }

    private void ValidateArray()
    {
        Datum[] items = _value.Items;
        if (_schema.MinItems is { } min && items.Length < min)
        {
            Add(Counts("minItems", items.Length, min));
        }

        if (_schema.MaxItems is { } max && items.Length > max)
        {
            Add(Counts("maxItems", items.Length, max));
        }

        if (_schema.UniqueItems && DuplicateItems.Find(items) is { } equal)
        {
            Add(() => $"items at {SchemaText.Number(equal.First)} and {SchemaText.Number(equal.Second)} are equal");
        }

        int first = Math.Min(_schema.PrefixItems.Length, items.Length);
        for (int index = 0; index < first; index++)
        {
            Add(ApplyTo(items[index], Token(index), _schema.PrefixItems[index]));
        }

        if (_schema.ForbidsAdditionalItems && first != items.Length)
        {
            int count = items.Length - first;
            Add(() => $"last {SchemaText.Number(count)} additionalItem(s) not allowed");
        }
        else if ((_schema.Items ?? _schema.AdditionalItems) is { } rest && !_schema.ForbidsAdditionalItems)
        {
            for (int index = first; index < items.Length; index++)
            {
                Add(ApplyTo(items[index], Token(index), rest));
            }
        }

        if (_schema.Contains is { } contains)
        {
            ValidateContains(items, contains);
        }
    }

    private void ValidateContains(Datum[] items, SchemaNode contains)
    {
        List<SchemaError> errors = [];
        List<int> matched = [];
        for (int index = 0; index < items.Length; index++)
        {
            if (ApplyTo(items[index], Token(index), contains) is { } error)
            {
                errors.Add(error);
                continue;
            }

            matched.Add(index);
            if (_schema.DraftVersion >= 2020)
            {
                _unevaluated.Items.Remove(index);
            }
        }

        if (_schema.MinContains is { } min)
        {
            if (matched.Count < min)
            {
                Add(() => $"min {SchemaText.Number(min)} items required to match contains schema, but {Matched(matched)}", errors);
            }
        }
        else if (matched.Count == 0)
        {
            Add(() => "no items match contains schema", errors);
        }

        if (_schema.MaxContains is { } max && matched.Count > max)
        {
            Add(() => $"max {SchemaText.Number(max)} items required to match contains schema, but {Matched(matched)}");
        }
    }

    private static string Matched(List<int> indexes) =>
        indexes.Count == 0 ? "none matched" : $"matched {SchemaText.Number(indexes.Count)} items at {string.Join(' ', indexes.Select(Token))}";

    private void ValidateString()
    {
        if (_schema.MinLength is not null || _schema.MaxLength is not null)
        {
            int length = GoUnicode.RuneCount(_value.Text);
            if (_schema.MinLength is { } min && length < min)
            {
                Add(Counts("minLength", length, min));
            }

            if (_schema.MaxLength is { } max && length > max)
            {
                Add(Counts("maxLength", length, max));
            }
        }

        if (_schema.Pattern is { } pattern && !IsMatch(pattern, _value.Text))
        {
            Add(() => $"{SchemaText.Quote(_value.Text)} does not match pattern {SchemaText.Quote(pattern.Pattern)}");
        }
    }

    private void ValidateNumber()
    {
        if (_value.Number is not { } number)
        {
            return;
        }

        Compare("minimum", _schema.Minimum, limit => number.CompareTo(limit) >= 0);
        Compare("maximum", _schema.Maximum, limit => number.CompareTo(limit) <= 0);
        Compare("exclusiveMinimum", _schema.ExclusiveMinimum, limit => number.CompareTo(limit) > 0);
        Compare("exclusiveMaximum", _schema.ExclusiveMaximum, limit => number.CompareTo(limit) < 0);
        Compare("multipleOf", _schema.MultipleOf, factor => factor.IsZero || number.IsMultipleOf(factor));
    }

    private void Compare(string keyword, Datum? limit, Func<DecimalNumber, bool> holds)
    {
        if (limit is { Number: { } number } && !holds(number))
        {
            Add(() => $"{keyword}: got {SchemaText.Number(_value.Text)}, want {SchemaText.Number(limit.Text)}");
        }
    }

    private void ValidateUnevaluated()
    {
        if (_schema.UnevaluatedProperties is { } forProperties && _value.Kind == DatumKind.Object)
        {
            foreach (string name in _unevaluated.Properties)
            {
                Add(ApplyTo(_value[name]!, name, forProperties));
            }

            _unevaluated.Properties.Clear();
        }

        if (_schema.UnevaluatedItems is { } forItems && _value.Kind == DatumKind.Array)
        {
            foreach (int index in _unevaluated.Items)
            {
                Add(ApplyTo(_value.Items[index], Token(index), forItems));
            }

            _unevaluated.Items.Clear();
        }
    }

    private static Func<string> Counts(string keyword, int got, int want) => () => $"{keyword}: got {SchemaText.Number(got)}, want {SchemaText.Number(want)}";

    private static string Token(int index) => index.ToString(CultureInfo.InvariantCulture);
}
