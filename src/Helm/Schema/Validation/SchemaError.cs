using System.Text;

namespace Steersman.Helm.Schema.Validation;

/// <summary>What a schema finds wrong with a value, with what lies behind it.</summary>
internal sealed class SchemaError(SchemaErrorKind kind, string[] path, Func<string>? message, List<SchemaError>? causes = null)
{
    /// <summary>UTF-16 units after which the text ends; nobody reads further, and every error of many may print a long value.</summary>
    private const int LongestText = 1 << 22;

    /// <summary>An error of which nobody asks more than that it is one.</summary>
    public static SchemaError Unnamed { get; } = new(SchemaErrorKind.Keyword, [], null);

    public SchemaErrorKind Kind { get; } = kind;

    public List<SchemaError> Causes { get; } = causes ?? [];

    /// <summary>The message and those of all causes, a line each, indented by level.</summary>
    public override string ToString()
    {
        StringBuilder text = new();
        Write(text, 0);
        return text.Length <= LongestText ? text.ToString() : text.Append("\n  (the other errors are left out)").ToString();
    }

    private void Write(StringBuilder text, int indent)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        bool isSkipped = Kind == SchemaErrorKind.Reference && Causes.Count == 1;
        if (!isSkipped)
        {
            if (indent > 0)
            {
                text.Append('\n').Append(' ', 2 * (indent - 1)).Append("- ");
            }

            indent++;
            if (Kind != SchemaErrorKind.Schema)
            {
                text.Append("at ").Append(SchemaText.Quote(SchemaText.Pointer(path))).Append(": ");
            }

            text.Append(message?.Invoke());
        }

        foreach (SchemaError cause in Causes)
        {
            if (text.Length > LongestText)
            {
                return;
            }

            cause.Write(text, indent);
        }
    }
}
