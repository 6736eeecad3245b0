using Steersman.Regex;
using Steersman.Yaml;

namespace Steersman.Kustomize.Selecting;

/// <summary>What keys and values of labels may be (apimachinery's <c>util/validation</c>), in its words.</summary>
internal static class LabelSyntax
{
    private const int MaxLength = 63;
    private const int MaxPrefixLength = 253;
    private const string NameFormat = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
    private const string ValueFormat = "(" + NameFormat + ")?";
    private const string SubdomainFormat = @"[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*";
    private const string NameRule = "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";
    private const string SubdomainRule = "a DNS-1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character";

    private static readonly GoRegex Name = GoRegex.Compile($"^{NameFormat}$");
    private static readonly GoRegex Value = GoRegex.Compile($"^{ValueFormat}$");
    private static readonly GoRegex Subdomain = GoRegex.Compile($"^{SubdomainFormat}$");

    /// <exception cref="FormatException">The text is no key of a label.</exception>
    public static void ValidateKey(string key)
    {
        List<string> problems = Problems(key);
        if (problems.Count > 0)
        {
            throw new FormatException($"unable to parse requirement: invalid label key {QuotedText.Quote(key)}: {string.Join("; ", problems)}");
        }
    }

    /// <exception cref="FormatException">The text is no value of a label.</exception>
    public static void ValidateValue(string key, string value)
    {
        List<string> problems = [];
        if (value.Length > MaxLength)
        {
            problems.Add($"must be no more than {MaxLength} characters");
        }

        if (!Value.MatchString(value))
        {
            problems.Add(Rule($"a valid label must be an empty string or {NameRule["must ".Length..]}", ValueFormat, "MyValue", "my_value", "12345"));
        }

        if (problems.Count > 0)
        {
            throw new FormatException($"unable to parse requirement: invalid label value: {QuotedText.Quote(value)}: at key: {QuotedText.Quote(key)}: {string.Join("; ", problems)}");
        }
    }

    private static List<string> Problems(string key)
    {
        List<string> problems = [];
        string[] parts = key.Split('/');
        if (parts.Length > 2)
        {
            return [$"a qualified name {Rule(NameRule, NameFormat, "MyName", "my.name", "123-abc")} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')"];
        }

        if (parts.Length == 2 && parts[0].Length == 0)
        {
            problems.Add("prefix part must be non-empty");
        }
        else if (parts.Length == 2)
        {
            if (parts[0].Length > MaxPrefixLength)
            {
                problems.Add($"prefix part must be no more than {MaxPrefixLength} characters");
            }

            if (!Subdomain.MatchString(parts[0]))
            {
                problems.Add($"prefix part {Rule(SubdomainRule, SubdomainFormat, "example.com")}");
            }
        }

        string name = parts[^1];
        if (name.Length == 0)
        {
            problems.Add("name part must be non-empty");
        }
        else if (name.Length > MaxLength)
        {
            problems.Add($"name part must be no more than {MaxLength} characters");
        }

        if (!Name.MatchString(name))
        {
            problems.Add($"name part {Rule(NameRule, NameFormat, "MyName", "my.name", "123-abc")}");
        }

        return problems;
    }

    private static string Rule(string rule, string format, params string[] examples) =>
        $"{rule} (e.g. {string.Join(" or ", examples.Select(example => $"'{example}', "))}regex used for validation is '{format}')";
}
