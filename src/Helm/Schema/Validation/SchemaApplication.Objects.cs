using Steersman.Helm.Schema.Compilation;
using Steersman.Helm.Schema.Json;
using Steersman.Regex;

namespace Steersman.Helm.Schema.Validation;

// Keywords about objects.
internal partial class SchemaApplication
{
    private void ValidateObject()
    {
        if (_schema.MinProperties is { } min && _value.Count < min)
        {
            Add(Counts("minProperties", _value.Count, min));
        }

        if (_schema.MaxProperties is { } max && _value.Count > max)
        {
            Add(Counts("maxProperties", _value.Count, max));
        }

        if (Missing(_schema.Required) is { Count: > 0 } missing)
        {
            Add(() => missing.Count == 1 ? $"missing property {SchemaText.Quote(missing[0])}" : $"missing properties {SchemaText.Quote(missing)}");
        }

        if (_isSilent && _errors.Count > 0)
        {
            return;
        }

        ValidateRequired(_schema.RequiredDependencies);
        ValidateDependentSchemas(_schema.SchemaDependencies);
        ValidateProperties();
        if (_schema.DraftVersion >= 6 && _schema.PropertyNames is { } names)
        {
            ValidatePropertyNames(names);
        }

        if (_schema.DraftVersion > 6)
        {
            ValidateDependentSchemas(_schema.DependentSchemas);
            ValidateRequired(_schema.DependentRequired);
        }
    }

    private void ValidateRequired(List<(string Name, string[] Required)> dependencies)
    {
        foreach ((string name, string[] required) in dependencies)
        {
            if (_value[name] is not null && Missing(required) is { Count: > 0 } missing)
            {
                Add(() => $"properties {SchemaText.Quote(missing)} required, if {SchemaText.Quote(name)} exists");
            }
        }
    }

    private void ValidateDependentSchemas(List<(string Name, SchemaNode Schema)> dependencies)
    {
        foreach ((string name, SchemaNode schema) in dependencies)
        {
            if (_value[name] is not null)
            {
                Add(ApplyToSelf(schema));
            }
        }
    }

    private void ValidateProperties()
    {
        _validator.CountStep(_path, _value.Count);
        List<string> additional = [];
        foreach (string name in _value.Names)
        {
            if (_isSilent && _errors.Count > 0)
            {
                return;
            }

            Datum member = _value[name]!;
            bool isEvaluated = _schema.Properties.TryGetValue(name, out SchemaNode? property);
            if (isEvaluated)
            {
                Add(ApplyTo(member, name, property!));
            }

            foreach ((GoRegex pattern, SchemaNode schema) in _schema.PatternProperties)
            {
                if (IsMatch(pattern, name))
                {
                    isEvaluated = true;
                    Add(ApplyTo(member, name, schema));
                }
            }

            if (!isEvaluated && _schema.AdditionalProperties is { } rest)
            {
                isEvaluated = true;
                if (_schema.ForbidsAdditionalProperties)
                {
                    additional.Add(name);
                }
                else
                {
                    Add(ApplyTo(member, name, rest));
                }
            }

            if (isEvaluated)
            {
                _unevaluated.Properties.Remove(name);
            }
        }

        if (additional.Count > 0)
        {
            Add(() => $"additional properties {SchemaText.Quote(additional)} not allowed");
        }
    }

    // A name is a value of its own, at a place of its own.
    private void ValidatePropertyNames(SchemaNode names)
    {
        foreach (string name in _value.Names)
        {
            Datum value = Datum.FromString(name);
            SchemaApplication inner = new(_validator, names, value, [], new SchemaScope(names, "", 0, null), Unevaluated.Of(value, names, callerAsks: false), _metaschema);
            if (inner.Apply() is { } error)
            {
                Add(() => $"invalid propertyName {SchemaText.Quote(name)}", error.Kind == SchemaErrorKind.Group ? error.Causes : [error]);
            }
        }
    }

    private List<string> Missing(string[] required) => [.. required.Where(name => _value[name] is null)];
}
