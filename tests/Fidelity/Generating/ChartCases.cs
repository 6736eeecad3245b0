using System.Globalization;
using System.Text.Json.Nodes;

namespace Steersman.Fidelity.Generating;

/// <summary>Cases of small charts: charts in charts, dependencies with conditions, tags, aliases and import-values, values with nulls and globals, schemas, and templates over several files.</summary>
internal sealed class ChartCases(int seed)
{
    private const string Show = "{{ .Chart.Name }} {{ .Chart.Version }} {{ .Template.BasePath }} {{ toJson .Values }} {{ range $k, $v := .Subcharts }}{{ $k }}:{{ $v.Chart.Name }}:{{ toJson $v.Values }};{{ end }}\n";

    private readonly Random _random = new(seed);
    private readonly TemplateGenerator _templates = new(new Random(seed + 1));
    private readonly SchemaGenerator _schemas = new(new Random(seed + 2));

    /// <summary>The case of a number; they are asked for in order.</summary>
    public JsonObject Next(int index)
    {
        JsonObject files = [];
        JsonObject templates = new() { ["templates/t.yaml"] = Show + (_random.Next(4) == 0 ? _templates.Next() : "") };
        files["Chart.yaml"] = Damaged(Metadata("c", isRoot: true));
        files["values.yaml"] = Damaged(ValuesText(3));
        if (_random.Next(5) == 0)
        {
            files["values.schema.json"] = _schemas.Next();
        }

        foreach (string name in (string[])["sub", "alt", "lib"])
        {
            if (_random.Next(3) > 0)
            {
                AddChart(files, "charts/" + name, name, depth: 1);
            }
        }

        if (_random.Next(4) == 0)
        {
            AddTemplates(templates);
        }

        JsonObject made = new() { ["id"] = $"charts/{index}", ["templates"] = templates, ["files"] = files };
        if (_random.Next(4) > 0)
        {
            made["valuesYaml"] = Damaged(ValuesText(3));
        }

        return made;
    }

    private void AddChart(JsonObject files, string folder, string name, int depth)
    {
        files[folder + "/Chart.yaml"] = Metadata(_random.Next(20) == 0 ? "other" : name, isRoot: false);
        if (_random.Next(4) > 0)
        {
            files[folder + "/values.yaml"] = ValuesText(2);
        }

        if (_random.Next(8) == 0)
        {
            files[folder + "/values.schema.json"] = _schemas.Next();
        }

        files[folder + "/templates/s.yaml"] = Show + (_random.Next(6) == 0 ? "{{ include \"one\" . }}" : "");
        if (_random.Next(3) == 0)
        {
            files[folder + "/templates/_h.tpl"] = "{{ define \"one\" }}" + name + " {{ .Chart.Name }} {{ toJson .Values.global }}{{ end }}";
        }

        if (depth < 2 && _random.Next(3) == 0)
        {
            AddChart(files, folder + "/charts/leaf", "leaf", depth + 1);
        }
    }

    private void AddTemplates(JsonObject templates)
    {
        templates["templates/_a.tpl"] = "{{ define \"one\" }}a{{ .Template.Name }}{{ end }}{{- define \"only\" -}}only{{ end }}";
        templates["templates/x/_b.tpl"] = Pick("{{ define \"one\" }}b{{ end }}", "{{ define \"one\" }}  {{ end }}", "text {{ define \"two\" }}x{{ end }}", "{{ define \"bad\" }}");
        templates["templates/z.yaml"] = Pick("{{ include \"one\" . }}", "{{ include \"only\" $ }}{{ define \"only\" }}z{{ end }}", "{{ template \"c/templates/t.yaml\" . }}", "{{ include \"c/templates/x/_b.tpl\" . }}", "{{ .Values.a.b.c.d }}", "{{ fail \"z\" }}", "{{ tpl \"{{ include \\\"one\\\" . }}\" . }}", "{{ .Template.Name }}");
        templates["templates/NOTES.txt"] = Pick("notes {{ .Values.a }}", "{{ include \"one\" . }}", "{{ bad", "");
    }

    private string Metadata(string name, bool isRoot)
    {
        string text = $"apiVersion: {Pick("v2", "v2", "v2", "v2", "v2", "v1", "v3", "\"\"")}\nname: {(_random.Next(60) == 0 ? Pick("\"\"", "1", "a/b", "A_B", "null", "..") : name)}\nversion: {(_random.Next(20) == 0 ? Pick("1", "1.2", "\"1.2.3+b\"", "x", "\"\"", "v1.2.3", "1.2.3-rc.1") : "0.1.0")}\n";
        foreach ((string field, string[] values) in Fields)
        {
            if (_random.Next(12) == 0)
            {
                text += $"{field}: {Pick(values)}\n";
            }
        }

        if (name is "lib" && _random.Next(2) == 0)
        {
            text += "type: library\n";
        }

        if (!isRoot && _random.Next(4) > 0)
        {
            return text;
        }

        text += "dependencies:\n";
        for (int count = _random.Next(0, 4); count > 0; count--)
        {
            text += Dependency(isRoot);
        }

        return text;
    }

    private static readonly (string Field, string[] Values)[] Fields =
    [
        ("type", ["application", "library", "other", "\"\"", "null"]),
        ("appVersion", ["1.0", "\"1.0\"", "1", "null", "2001-01-01", "1e3"]),
        ("kubeVersion", ["\">=1.20\"", "\">=2\"", "1.37", "\"x\"", "\"^1.37.0-0\""]),
        ("description", ["text", "1", "\"a\\nb\"", "{}"]),
        ("keywords", ["[a, b]", "[]", "a", "[1]", "null"]),
        ("annotations", ["{a: b}", "{a: 1}", "{}", "[]"]),
        ("maintainers", ["[{name: a, email: b}]", "[{}]", "[{name: \"\"}]", "[null]", "[a]"]),
        ("deprecated", ["true", "\"true\"", "1", "null"]),
        ("icon", ["http://x", "1"]),
        ("sources", ["[a]", "[]"]),
        ("unknown", ["1"]),
        ("condition", ["sub.enabled"]),
        ("tags", ["x"]),
    ];

    private string Dependency(bool isRoot)
    {
        string name = isRoot ? Pick("sub", "alt", "lib", "sub", "leaf") : "leaf";
        string text = $"- name: {name}\n";
        text += _random.Next(12) == 0 ? "" : $"  version: {Pick("0.1.0", "0.1.0", "\"*\"", "\">=0\"", "\"^0.1\"", "0.2.0", "\"x\"", "~0.1.0")}\n";
        text += _random.Next(4) == 0 ? $"  alias: {Pick("sub2", "one", "alt", "sub", "a_b", "\"a b\"", "x.y", "1")}\n" : "";
        text += _random.Next(3) == 0 ? $"  condition: {Pick("sub.enabled", "alt.enabled", "sub.a, alt.enabled", "a", "global.enabled", "a.b", "missing.x,sub.enabled", "\"\"", "sub2.enabled", "enabled", "tags.x")}\n" : "";
        text += _random.Next(4) == 0 ? $"  tags: {Pick("[x]", "[x, y]", "[y]", "[]", "x", "[1]")}\n" : "";
        text += _random.Next(25) == 0 ? $"  enabled: {Pick("true", "false", "x")}\n" : "";
        text += _random.Next(25) == 0 ? "  repository: \"http://x\"\n" : "";
        text += _random.Next(3) == 0 ? $"  import-values: {Pick("[data]", "[data, a]", "[{child: a, parent: b}]", "[{child: data, parent: .}]", "[{child: exports.data, parent: a.b}]", "[missing]", "[{child: a}]", "[1]", "[{child: a, parent: global}, data]", "[{child: ., parent: sub}]", "[null]", "data", "[{child: b.c, parent: sub.a}]", "[{child: 1, parent: b}]")}\n" : "";
        return text;
    }

    private string ValuesText(int depth)
    {
        string text = "";
        for (int count = _random.Next(0, 6); count > 0; count--)
        {
            string key = Pick("a", "b", "c", "global", "sub", "alt", "lib", "sub2", "tags", "exports", "enabled", "leaf", "data");
            string value = key switch
            {
                "global" => _random.Next(6) == 0 ? Leaf() : Map(depth - 1),
                "tags" => Pick("{x: true}", "{x: false, y: true}", "{y: false}", "{x: null}", "{x: \"true\"}", "true", "{}"),
                "exports" => Pick("{data: {a: 1, b: {c: 2}}}", "{data: {a: null}, a: {b: 3}}", "{data: 1}", "{}", "null", "{data: {global: {g: 1}}, missing: {}}"),
                "enabled" => Pick("true", "false", "null", "\"false\"", "{}"),
                "sub" or "alt" or "sub2" or "leaf" or "lib" => _random.Next(8) == 0 ? Leaf() : Map(depth - 1),
                _ => Node(depth - 1),
            };
            text += $"{key}: {value}\n";
        }

        return _random.Next(40) == 0 ? Pick("", "null", "[]", "a", "{}", "a: [", "---\na: 1\n---\nb: 1\n", "1: 2\n", "# c\n") : text;
    }

    private string Node(int depth) => depth <= 0 ? Leaf() : _random.Next(4) switch
    {
        0 => Leaf(),
        1 => "[" + string.Join(", ", Enumerable.Range(0, _random.Next(0, 3)).Select(_ => Node(depth - 1))) + "]",
        _ => Map(depth),
    };

    private string Map(int depth) =>
        "{" + string.Join(", ", Enumerable.Range(0, _random.Next(0, 4)).Select(_ => Pick("a", "b", "c", "enabled", "global", "leaf", "exports", "data", "\"1\"", "g") + ": " + Node(depth - 1)).DistinctBy(entry => entry[..entry.IndexOf(':', StringComparison.Ordinal)])) + "}";

    private string Leaf() => Pick("null", "1", "2.5", "true", "false", "x", "\"\"", "{}", "[]", "~", "1e3", "\"y\"", _random.Next(9).ToString(CultureInfo.InvariantCulture));

    private string Damaged(string text)
    {
        if (text.Length == 0 || _random.Next(30) > 0)
        {
            return text;
        }

        int at = _random.Next(text.Length);
        return _random.Next(2) == 0 ? text.Remove(at, 1) : text.Insert(at, Pick(":", " ", "-", "\t", "\"", "[", "}", "\n", "x", "#", "&", "*", "!", "null"));
    }

    private string Pick(params string[] choices) => choices[_random.Next(choices.Length)];
}
