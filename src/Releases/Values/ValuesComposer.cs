using Steersman.GoTemplate.Values;
using Steersman.Helm;
using Steersman.Helm.Values;
using Steersman.Operator.Api;
using Steersman.Operator.Api.V1;

namespace Steersman.Releases.Values;

/// <summary>The values of a release from its references and its inline values, exactly as Flux composes them (<c>fluxcd/pkg/chartutil/values.go</c>).</summary>
public static class ValuesComposer
{
    /// <summary>Composes the values.</summary>
    /// <param name="inline">Inline values; a targetPath may write into it, so it must be the caller's own copy.</param>
    /// <param name="references">The references, in order.</param>
    /// <param name="resolve">The content of an object by kind and name, texts by key; null where the object does not exist.</param>
    /// <param name="describe">Namespace for messages.</param>
    /// <exception cref="ValuesReferenceException">An object or key is missing, or its content cannot be used.</exception>
    public static ValueMap Compose(
        ValueMap? inline, IReadOnlyList<ValuesReference> references, Func<ValuesReference, IReadOnlyDictionary<string, string>?> resolve, string describe)
    {
        inline ??= new ValueMap();
        ValueMap result = new();
        foreach (ValuesReference reference in references)
        {
            if (Read(reference, resolve, describe) is not { } text)
            {
                continue;
            }

            try
            {
                result = reference.TargetPath is null or "" ? ValuesReader.MergeMaps(result, ValuesReader.ReadValues(text)) : Set(ValuesReader.MergeMaps(result, inline), reference, text);
            }
            catch (HelmException exception)
            {
                string wayOut = reference.TargetPath is null or "" ? "it must hold a YAML object; a single value needs targetPath" : "write it as helm --set does, or set literal: true";
                throw new ValuesReferenceException(describe, reference, exception.Message, wayOut, isMissing: false);
            }
        }

        return ValuesReader.MergeMaps(result, inline);
    }

    private static string? Read(ValuesReference reference, Func<ValuesReference, IReadOnlyDictionary<string, string>?> resolve, string describe)
    {
        if (resolve(reference) is not { } data)
        {
            return reference.Optional
                ? null
                : throw new ValuesReferenceException(describe, reference, $"{(reference.Kind == ValuesReferenceKind.Secret ? "secrets" : "configmaps")} \"{reference.Name}\" not found", "create it, or set optional: true", isMissing: true);
        }

        if (data.TryGetValue(reference.ValuesKey ?? ValuesReferenceText.DefaultKey, out string? text))
        {
            return text;
        }

        return reference.Optional ? null : throw new ValuesReferenceException(describe, reference, "key not found", "add it to data, or name another one in valuesKey", isMissing: true);
    }

    private static ValueMap Set(ValueMap target, ValuesReference reference, string text)
    {
        string path = reference.TargetPath!;
        if (reference.Literal)
        {
            StrVals.ParseIntoString($"{path}={Escape(text)}", target);
        }
        else if (IsQuoted(text, '\'') || IsQuoted(text, '"'))
        {
            StrVals.ParseIntoString($"{path}={text.Trim('\'', '"')}", target);
        }
        else
        {
            StrVals.ParseInto($"{path}={text}", target);
        }

        return target;
    }

    private static bool IsQuoted(string text, char quote) => text.StartsWith(quote) && text.EndsWith(quote);

    private static string Escape(string text)
    {
        System.Text.StringBuilder escaped = new(text.Length + 8);
        foreach (char character in text)
        {
            if (character is '\\' or ',' or '[' or ']' or '{' or '}')
            {
                escaped.Append('\\');
            }

            escaped.Append(character);
        }

        return escaped.ToString();
    }
}
