using System.Runtime.CompilerServices;
using Steersman.Helm.Schema.Compilation;
using Steersman.Helm.Schema.Json;
using Steersman.Regex;

namespace Steersman.Helm.Schema.Validation;

/// <summary>One schema applied to one value.</summary>
internal sealed partial class SchemaApplication
{
    private readonly SchemaValidator _validator;
    private readonly Datum _value;
    private readonly List<string> _path;
    private readonly SchemaScope _scope;
    private readonly Unevaluated _unevaluated;
    private readonly bool _isSilent;
    private readonly List<SchemaError> _errors = [];
    private SchemaNode _schema;
    private SchemaNode? _metaschema;

    /// <param name="validator">The validation it is part of.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="value">The value.</param>
    /// <param name="path">Where the value is; shared, and as it was when the application is done.</param>
    /// <param name="scope">The way to the schema.</param>
    /// <param name="unevaluated">What nobody has looked at yet.</param>
    /// <param name="metaschema">The metaschema in force, where the value is checked as a schema.</param>
    /// <param name="isSilent">True where only the verdict counts.</param>
    public SchemaApplication(
        SchemaValidator validator,
        SchemaNode schema,
        Datum value,
        List<string> path,
        SchemaScope scope,
        Unevaluated unevaluated,
        SchemaNode? metaschema,
        bool isSilent = false)
    {
        _validator = validator;
        _schema = schema;
        _value = value;
        _path = path;
        _scope = scope;
        _unevaluated = unevaluated;
        _metaschema = metaschema;
        _isSilent = isSilent;
    }

    /// <summary>What is wrong; null where nothing is.</summary>
    public SchemaError? Apply()
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        _validator.CountStep(_path);
        if (_schema.Boolean is { } verdict)
        {
            return verdict ? null : Error(() => "false schema");
        }

        if (_scope.FindCycle() is { } cycle)
        {
            return Error(() =>
                $"both {_scope.KeywordPath()} and {cycle.KeywordPath()} resolve to {GoTemplate.Formatting.GoQuote.Quote(_schema.Location)} causing reference cycle");
        }

        if (ValidateValue() is { } error)
        {
            return error;
        }

        if (_schema.Ref is { } reference)
        {
            SchemaError? found = ApplyReference(reference, "$ref");
            if (_schema.DraftVersion < 2019)
            {
                return found;
            }

            Add(found);
        }

        switch (_value.Kind)
        {
            case DatumKind.Object:
                ValidateObject();
                break;
            case DatumKind.Array:
                ValidateArray();
                break;
            case DatumKind.String:
                ValidateString();
                break;
            case DatumKind.Number:
                ValidateNumber();
                break;
            default:
                break;
        }

        if (_errors.Count == 0 || !_isSilent)
        {
            if (_schema.DraftVersion >= 2019)
            {
                ApplyDynamicReferences();
            }

            ValidateConditions();
            if (_schema.DraftVersion >= 2019)
            {
                ValidateUnevaluated();
            }
        }

        return _errors.Count switch
        {
            0 => null,
            1 => _errors[0],
            _ => Error(() => "validation failed", SchemaErrorKind.Group, _errors),
        };
    }

    private SchemaError? ApplyToSelf(SchemaNode schema, string referenceKeyword = "", bool isSilent = false)
    {
        Unevaluated unevaluated = Unevaluated.Of(_value, schema, !_unevaluated.IsEmpty);
        SchemaApplication inner = new(
            _validator,
            schema,
            _value,
            _path,
            new SchemaScope(schema, referenceKeyword, _scope.Value, _scope),
            unevaluated,
            _metaschema,
            _isSilent || isSilent);
        SchemaError? error = inner.SwitchMetaschema().Apply();
        if (error is null)
        {
            _unevaluated.Merge(unevaluated);
        }

        return error;
    }

    private SchemaError? ApplyTo(Datum value, string token, SchemaNode schema)
    {
        _path.Add(token);
        SchemaApplication inner = new(
            _validator,
            schema,
            value,
            _path,
            new SchemaScope(schema, "", _scope.Value + 1, _scope),
            Unevaluated.Of(value, schema, callerAsks: false),
            _metaschema,
            _isSilent);
        SchemaError? error = inner.SwitchMetaschema().Apply();
        _path.RemoveAt(_path.Count - 1);
        return error;
    }

    // A schema inside the checked one may have a dialect of its own.
    private SchemaApplication SwitchMetaschema()
    {
        if (_metaschema is not null && ReferenceEquals(_schema, _metaschema) && _validator.Resources!.TryGetValue(SchemaText.Pointer(_path), out SchemaResource? resource))
        {
            _metaschema = MetaSchemas.Of(resource.Dialect);
            _schema = _metaschema;
        }

        return this;
    }

    private SchemaError? ApplyReference(SchemaNode schema, string keyword)
    {
        if (ApplyToSelf(schema, keyword) is not { } error)
        {
            return null;
        }

        return Error(() => "validation failed", SchemaErrorKind.Reference, error.Kind == SchemaErrorKind.Group ? error.Causes : [error]);
    }

    private void ApplyDynamicReferences()
    {
        if (_schema.RecursiveRef is { } recursive)
        {
            Add(ApplyReference(recursive.RecursiveAnchor ? OutermostRecursiveAnchor(recursive) : recursive, "$recursiveRef"));
        }

        if (_schema.DynamicRef is { } dynamic)
        {
            string anchor = _schema.DynamicRefAnchor;
            bool isDynamic = anchor.Length > 0 && dynamic.DynamicAnchor == anchor;
            Add(ApplyReference(isDynamic ? OutermostDynamicAnchor(anchor, dynamic) : dynamic, "$dynamicRef"));
        }
    }

    private SchemaNode OutermostRecursiveAnchor(SchemaNode schema)
    {
        for (SchemaScope? scope = _scope; scope is not null; scope = scope.Parent)
        {
            schema = scope.Schema.Resource!.RecursiveAnchor ? scope.Schema : schema;
        }

        return schema;
    }

    private SchemaNode OutermostDynamicAnchor(string anchor, SchemaNode schema)
    {
        for (SchemaScope? scope = _scope; scope is not null; scope = scope.Parent)
        {
            schema = scope.Schema.Resource!.DynamicAnchors.GetValueOrDefault(anchor, schema);
        }

        return schema;
    }

    private SchemaError Error(Func<string> message, SchemaErrorKind kind = SchemaErrorKind.Keyword, List<SchemaError>? causes = null)
    {
        if (_isSilent)
        {
            return SchemaError.Unnamed;
        }

        _validator.CountError(_path);
        return new SchemaError(kind, [.. _path], message, causes);
    }

    private bool IsMatch(GoRegex pattern, string text)
    {
        _validator.CountStep(_path, (long)text.Length * pattern.InstructionCount);
        return pattern.MatchString(text);
    }

    private void Add(SchemaError? error)
    {
        if (error is not null)
        {
            _errors.Add(error);
        }
    }

    private void Add(Func<string> message, List<SchemaError>? causes = null) => _errors.Add(Error(message, causes: causes));
}
