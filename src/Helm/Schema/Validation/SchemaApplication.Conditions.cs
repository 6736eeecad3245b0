using Steersman.Helm.Schema.Compilation;

namespace Steersman.Helm.Schema.Validation;

// Keywords that combine schemas.
internal partial class SchemaApplication
{
    private void ValidateConditions()
    {
        if (_schema.Not is { } not && ApplyToSelf(not, isSilent: true) is null)
        {
            Add(() => "'not' failed");
        }

        ValidateAllOf();
        ValidateAnyOf();
        ValidateOneOf();
        if (_schema.If is { } condition)
        {
            SchemaNode? branch = ApplyToSelf(condition, isSilent: true) is null ? _schema.Then : _schema.Else;
            if (branch is not null)
            {
                Add(ApplyToSelf(branch));
            }
        }
    }

    private void ValidateAllOf()
    {
        List<SchemaError> errors = [];
        foreach (SchemaNode schema in _schema.AllOf)
        {
            if (ApplyToSelf(schema) is { } error)
            {
                errors.Add(error);
                if (_isSilent)
                {
                    break;
                }
            }
        }

        if (errors.Count > 0)
        {
            Add(() => "'allOf' failed", errors);
        }
    }

    private void ValidateAnyOf()
    {
        List<SchemaError> errors = [];
        bool isMatched = _schema.AnyOf.Length == 0;
        foreach (SchemaNode schema in _schema.AnyOf)
        {
            if (ApplyToSelf(schema) is { } error)
            {
                errors.Add(error);
                continue;
            }

            isMatched = true;
            // The others still tell what they have looked at.
            if (_unevaluated.IsEmpty)
            {
                break;
            }
        }

        if (!isMatched)
        {
            Add(() => "'anyOf' failed", errors);
        }
    }

    private void ValidateOneOf()
    {
        List<SchemaError> errors = [];
        int matched = _schema.OneOf.Length == 0 ? 0 : -1;
        for (int index = 0; index < _schema.OneOf.Length; index++)
        {
            if (ApplyToSelf(_schema.OneOf[index], isSilent: matched >= 0) is { } error)
            {
                errors.Add(error);
                continue;
            }

            if (matched >= 0)
            {
                int first = matched;
                int second = index;
                Add(() => $"'oneOf' failed, subschemas {SchemaText.Number(first)}, {SchemaText.Number(second)} matched");
                break;
            }

            matched = index;
        }

        if (matched < 0)
        {
            Add(() => "'oneOf' failed, none matched", errors);
        }
    }
}
