namespace Steersman.Fidelity.Generating;

/// <summary>Awkward values of each kind, as a template writes them: one a line.</summary>
internal static class Atoms
{
    private const string Texts = """
        ""
        " "
        "a"
        "A b-C_d.E"
        "hello world"
        "HelloWorld_fooBar-baz9Qux"
        "HTTPServer2xx"
        "  two  spaces  "
        "line\nbreak\n"
        "\n\n x\n  y\n"
        "tab\there"
        "cr\r\nlf"
        "quote\"'`back\\slash"
        "<a href=\"x\">&amp;'</a>"
        "héllo wörld"
        "日本語 テキスト"
        "ǅ ß ŉ İ ı ſ K"
        "e\u0301 \u200b\u00a0\u2028\ufeff"
        "😀👍🏽 flags"
        "\x00\x01\x1f\x7f"
        "\xff\xfe bad \xc3("
        "\u0085\u00ad\ufffd\U0010ffff"
        "true"
        "yes"
        "No"
        "null"
        "~"
        "0x1F"
        "017"
        "1_000"
        "1e3"
        "-.5"
        ".inf"
        "NaN"
        "123"
        "-42"
        "99999999999999999999"
        "3.0"
        "12:30:45"
        "2001-12-14"
        "- item"
        "key: value"
        "# comment"
        "a # b"
        "{a: b}"
        "[1, 2]"
        "*alias"
        "&anchor x"
        "!tag"
        "|"
        ">-"
        "%d %s"
        "@at"
        "?"
        "a: "
        "trailing \nspace "
        "$1 ${name}"
        "a,b,,c"
        "a.b.c"
        "/usr/local/../bin"
        "0"
        "0b101"
        "0o17"
        "1.5e-7"
        "+1"
        "=x"
        "<<"
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa bbbbbbbbbbbbbbbbbbbbbbbb cccccccccc"
        `raw
        "x=1;y=2"
        "\t"
        "\n"
        .Values.text
        .Values.multi
        .Values.num
        .Values.nested.deep.leaf
        .Values.missing
        .Release.Name
        .Chart.Name
        .Capabilities.KubeVersion
        .Template.Name
        """;

    private const string Numbers = """
        0
        1
        -1
        7
        42
        0x1F
        0b11
        0o17
        1_000
        'a'
        '\n'
        '世'
        9223372036854775807
        -9223372036854775808
        2147483648
        1e3
        1.5
        -0.0
        0.1
        2.5
        3.14159265358979
        1e100
        1e-7
        1e21
        123456789.123
        0x1p-2
        1000000
        1000001.5
        "12"
        "0x10"
        "1.9"
        "-3"
        "08"
        "abc"
        ""
        true
        nil
        .Values.num
        .Values.big
        .Values.neg
        .Values.frac
        .Values.zero
        .Values.huge
        .Values.text
        .Values.list
        .Values.missing
        (int64 5)
        (int 3)
        (float64 2.5)
        (len "abc")
        """;

    private const string Things = """
        nil
        true
        false
        .
        $
        .Values
        .Values.list
        .Values.mixed
        .Values.map
        .Values.nested
        .Values.nested.deep
        .Values.null
        .Values.empty
        .Values.emptyMap
        .Values.emptyList
        .Values.missing
        .Values.missing.more
        .Values.text.more
        .Values.odd
        .Values.texts
        .Files.Get
        .Files.Glob
        .Release.Nope
        .Chart.Name.x
        .Chart.Dependencies
        .Chart.Annotations
        .Chart.AppVersion
        .Capabilities.KubeVersion.Major
        .Capabilities.KubeVersion.GitVersion
        .Capabilities.HelmVersion
        (list | first)
        (dict).a.b
        (dict "a" nil).a.b
        (index .Values "nested" "deep" "leaf")
        (not nil)
        (print .)
        (.Values.map).a
        ((.Values.map).c).d
        $.Values.map.c.d
        .Chart
        .Release
        .Capabilities.APIVersions.Has
        .Capabilities.KubeVersion
        .Files
        .Subcharts
        .Template
        .Chart.Keywords
        .Chart.Metadata
        .Chart.Maintainers
        list
        dict
        (list)
        (dict)
        (list 1 "a" nil true 2.5)
        (list (list 1) (list))
        (dict "a" 1 "b" (list 1 2) "c" (dict "d" nil))
        (dict "" "" "x y" true)
        (tuple "x" 1)
        (until 3)
        (splitList "," "a,b")
        (1 | int64)
        (.Values.list | first)
        """;

    /// <summary>The values of each kind.</summary>
    public static IReadOnlyDictionary<string, string[]> ByKind { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["text"] = Lines(Texts),
        ["num"] = Lines(Numbers),
        ["any"] = [.. Lines(Things), .. Lines(Things), .. Lines(Numbers), .. Lines(Texts)],
        ["object"] = [".Files", ".Chart", ".Release", ".Capabilities", ".Capabilities.KubeVersion", ".Capabilities.APIVersions", ".Capabilities.HelmVersion.Version", ".Values", ".Template", ".Subcharts", ".", "(semver \"1.2.3-a+b\")", "(toDate \"2006-01-02\" \"2023-06-15\")", "(toDate \"2006-01-02\" \"2023-06-15\").Month", "(toDate \"2006-01-02\" \"2023-06-15\").Location", "(toDate \"2006-01-02\" \"2023-06-15\").UTC", "(mustToDuration \"1h30m\")", "(urlParse \"http://a/b\")", ".Capabilities.APIVersions.Has", "(.Files.Glob \"**\")", "(.Files.GetBytes \"a.txt\")", "(.Files.Lines \"a.txt\")", "(splitList \",\" \"a,b\")", "(until 3)", "(chunk 2 (list 1 2 3))", "(list (list nil))", "(split \",\" \"a,b\")", "(fromToml \"[[t]]\\na=1\\n\")", "(fromToml \"t = 1979-05-27\\n\")", "(fromToml \"t = 07:32:00\\nx = [1]\\n\")", "(toDecimal 3)", "(int 3)", "(regexFindAll \"a\" \"b\" -1)", "(fromYamlArray \"[]\")", "(fromYaml \"\")", ".Chart.Metadata", ".Chart.IsRoot", ".Release.Revision", ".Release.IsInstall", ".Release.Service", ".Values.nested.deep", "(index .Values \"map\")", "(.Values.list)", "(.Release)", "((semver \"1.2.3\").IncMinor)", "(semver \"1.2.3\").Compare"],
        ["file"] = ["\"a.txt\"", "\"b.yaml\"", "\"sub/c.json\"", "\"empty\"", "\"crlf.txt\"", "\"utf8.txt\"", "\"missing\"", "\"./a.txt\"", "\"sub\"", "\"\"", "\"/a.txt\"", "\"../c/a.txt\"", "\"Chart.yaml\"", "\"values.yaml\"", "\"templates/t.yaml\"", ".Values.text"],
        ["glob"] = ["\"*\"", "\"**\"", "\"*.txt\"", "\"sub/*\"", "\"**.json\"", "\"{a,b}.*\"", "\"[ab].*\"", "\"[!a]*\"", "\"[^a]*\"", "\"?.txt\"", "\"\"", "\"[\"", "\"{a\"", "\"a\\\\.txt\"", "\"sub/**\"", "\"**/c.json\"", "\"*/*\"", "\"[a-c].*\"", "\"{sub/*,*.txt}\"", "\"{*,{sub/c,b}.{json,yaml}}\"", "\"[]a]*\"", "\"a**\"", "\"***\""],
        ["small"] = ["0", "1", "2", "3", "4", "5", "7", "10", "20", "-1", "-2", "-5"],
        ["bool"] = ["true", "false", "(eq 1 1)", ".Values.yes", ".Values.no", ".Values.missing", "nil", "1", "\"\""],
        ["key"] = ["\"a\"", "\"b\"", "\"c\"", "\"x y\"", "\"\"", "\"a.b\"", "\"text\"", "\"deep\"", "\"leaf\"", "\"1\"", "\"yes\"", "\"é\"", "1", "\"_0\""],
        ["list"] = [".Values.list", ".Values.mixed", ".Values.texts", ".Values.emptyList", "(list)", "(list 1 2 3)", "(list \"b\" \"a\" \"b\")", "(list nil 0 \"\" false)", "(until 4)", "(list 1 1.0 \"1\")", "(list (dict \"a\" 1) (dict \"a\" 1))", "nil", ".Values.maps"],
        ["texts"] = [".Values.texts", "(list \"b\" \"a\" \"c\")", "(list)", "(splitList \" \" \"x y z\")", "(list \"1\" 2 nil)"],
        ["map"] = [".Values.map", ".Values.nested", ".Values.nested.deep", ".Values.emptyMap", ".Values.odd", "(dict)", "(dict \"a\" 1)", "(dict \"a\" (dict \"b\" 2) \"c\" nil)", "(dict \"x\" (list 1 \"y\"))", ".Values", "nil", "(dict \"a\" \"\" \"b\" 0)", "(fromYaml \"a: {b: [1, 2.5, null]}\")"],
        // What set and merge change is never part of what they put into it: Helm dies of a map that holds itself.
        ["fresh"] = ["(dict)", "(dict \"a\" 1)", "(dict \"a\" (dict \"b\" 2) \"c\" nil)", "(deepCopy .Values.map)", "(deepCopy .Values.nested)", "(fromYaml \"a: {b: [1, 2.5, null]}\\nc: x\")", "(dict \"a\" \"\" \"b\" 0)"],
        ["type"] = ["\"string\"", "\"int\"", "\"int64\"", "\"float64\"", "\"map\"", "\"slice\"", "\"bool\"", "\"invalid\"", "\"map[string]interface {}\"", "\"[]interface {}\"", "\"[]string\"", "\"struct\"", "\"ptr\"", "\"func\"", "\"<nil>\"", "\"*chart.Metadata\"", "\"time.Time\""],
        ["regex"] = ["\"a\"", "\"[a-z]+\"", "\"^.*$\"", "\"(a)(b)?\"", "\"\\\\d+\"", "\"(?i)HELLO\"", "\"(?P<name>\\\\w+)\"", "\"(?m)^\\\\s*\"", "\"(?s).+?\"", "\"\"", "\"[\"", "\"a{2,1}\"", "\"(?<n>x)\"", "\"\\\\p{Greek}\"", "\"[^[:alpha:]]\"", "\"\\\\bw\"", "\"x*\"", "\"a|b|\"", "\"(\"", "\"\\\\\"", "\"(?z)\"", "\"[\\\\W_]\"", "\"\\\\x{1F600}\"", "\"a**\"", "\"\\\\Qa.b\\\\E\"", "\"(?U)l+\"", "\"[z-a]\"", "\"\\\\pN\"", "\"(?:(?:o))\"", "\".\"", "\"\\\\z\"", "\"\\\\C\"", "\"e\\\\u0301\""],
        ["replacement"] = ["\"\"", "\"x\"", "\"$1\"", "\"${1}y\"", "\"$name\"", "\"${name}-\"", "\"$$\"", "\"$\"", "\"${\"", "\"$0$0\"", "\"$1x\"", "\"${9}\"", "\"\\n\""],
        ["layout"] = ["\"2006-01-02\"", "\"2006-01-02T15:04:05Z07:00\"", "\"Mon Jan _2 15:04:05 2006\"", "\"02/01/06 03:04PM\"", "\"15h04m05s\"", "\"January 2, 2006\"", "\"2006-01-02 15:04:05.000000\"", "\"2006-01-02 15:04:05.999 -0700 MST\"", "\"__2 002\"", "\"\"", "\"x y z\"", "\"3:04:05pm Monday\"", "\"1/2 .00 ,000\"", "\"-07 -07:00:00 Z0700\""],
        ["date"] = ["\"2023-06-15\"", "\"2023-06-15T10:20:30Z\"", "\"2023-02-30\"", "\"Mon Jan  2 15:04:05 2006\"", "\"31/12/99 11:59PM\"", "\"2024-02-29 23:59:59.123456\"", "\"2023-06-15T10:20:30+05:30\"", "\"\"", "\"garbage\"", "\"0001-01-01\"", "\"9999-12-31T23:59:59Z\"", "\"March 5, 2021\"", "\"2020-11-01 12:00:00.5 -0500 EST\"", "\"07h08m09s\""],
        ["moment"] = ["0", "1", "1700000000", "-1", "(int64 1600000000)", ".Values.epoch", "(toDate \"2006-01-02\" \"2023-06-15\")", "(toDate \"2006-01-02T15:04:05Z07:00\" \"2023-06-15T10:20:30+05:30\")", "(int 253402300799)"],
        ["zone"] = ["\"UTC\"", "\"America/New_York\"", "\"Europe/Berlin\"", "\"Asia/Kolkata\"", "\"Local\"", "\"\"", "\"Nowhere/Land\"", "\"EST\"", "\"Australia/Lord_Howe\"", "\"../etc\"", "\"Etc/GMT+5\""],
        ["span"] = ["\"1h\"", "\"-90m\"", "\"1h30m15.5s\"", "\"100ms\"", "\"1us\"", "\"1µs\"", "\"1ns\"", "\"1.5h\"", "\"36h\"", "\"9000h\"", "\"5\"", "\"\"", "\"abc\"", "\"1d\"", "\"-\"", "\".5s\"", "\"1h1\"", "95", "86400", "3600.7", "nil", ".Values.num", "\"+5m\"", "\"0\"", "\"1e3s\"", "\"2562047h47m16.854775807s\"", "\"2562048h\"", "(list)"],
        ["semver"] = ["\"1.2.3\"", "\"v1.2\"", "\"1\"", "\"1.2.3-alpha.1+build.5\"", "\"1.0.0-rc.10\"", "\"0.0.0\"", "\"01.2.3\"", "\"1.2.3.4\"", "\"\"", "\"latest\"", "\"v1.29.3-gke.100\"", "\"1.2.x\"", "\"99999999999999999999.0.0\"", "\"1.2.3-\"", "\" 1.2.3\"", "\"1.2.3-01\"", ".Capabilities.KubeVersion.Version", "\"2.0.0-0\""],
        ["constraint"] = ["\">=1.2.0\"", "\"^1.2\"", "\"~1.2.3\"", "\"1.x\"", "\"*\"", "\"<2 || >=3\"", "\">1.0.0-0\"", "\"1.2 - 2.3\"", "\"!=1.2.3\"", "\"=1.2.3\"", "\"\"", "\">=1.2 <2, !=1.5\"", "\"^0.0.3\"", "\"~0\"", "\"=> 1.2\"", "\"latest\"", "\">> 1\"", "\">=1.20-0\"", "\"^1.2.3-beta.2\"", "\"1.2.3 1.2.4\"", "\"~>2\"", "\"^v1\"", "\"x.1.2\""],
        ["url"] = ["\"http://example.com\"", "\"https://user:pa%20ss@host:8080/a/b/../c?x=1&y=2#frag\"", "\"mailto:joe@x.y\"", "\"//host/path\"", "\"/just/path\"", "\"http://[::1]:80/\"", "\"http://[fe80::1%25en0]/\"", "\"http://a b/\"", "\":bad\"", "\"http://x:port/\"", "\"%zz\"", "\"http://ex.com/%41%2f?%41=%2f#%41\"", "\"\"", "\"http://host?q\"", "\"proto:opaque?x\"", "\"HTTP://UP/?#\"", "\"http://\\x7f\"", "\"http://é.com/ü?ö#ä\"", "\"http://h/a;b=c,d\"", "\"a:b@c/d\"", "\"1http://x\"", "\"http://u@/\"", "\"?\"", "\"#\""],
        ["urlparts"] = ["(urlParse \"http://u:p@h:1/p?q#f\")", "(dict \"scheme\" \"http\" \"host\" \"h\" \"path\" \"/a b\")", "(dict \"scheme\" \"http\" \"host\" \"h\" \"query\" \"a=b\" \"fragment\" \"x y\" \"userinfo\" \"u:p\")", "(dict)", "(dict \"path\" \"x:y\")", "(dict \"opaque\" \"op\" \"scheme\" \"s\")", "(dict \"host\" 1)", "(dict \"scheme\" \"\" \"host\" \"a/b\" \"path\" \"c\")", "(dict \"userinfo\" \"a:b:c\" \"host\" \"h\")", "(dict \"userinfo\" \"é @/\" \"host\" \"[::1]\")"],
        ["path"] = ["\"\"", "\"/\"", "\"a/b/c.txt\"", "\"../a/./b//c/..\"", "\"/a/../../b/\"", "\".\"", "\"..\"", "\"a.tar.gz\"", "\".hidden\"", "\"a/b/\"", "\"//x\"", "\"é/ü.ö\"", "\"a\\\\b.c\""],
        ["base"] = ["\"aGVsbG8=\"", "\"aGVsbG8\"", "\"!!!\"", "\"NBSWY3DP\"", "\"\"", "\"aGVs bG8=\"", "\"aGVs\\nbG8=\"", "\"/+==\"", "\"MFRGG===\"", "\"mfrgg===\"", "\"_-==\"", "(b64enc \"\\xff\\x00\")", "(b32enc \"xyz\")", "\"a===\"", "\"aGVsbG9=\""],
        ["name"] = ["\"one\"", "\"two\"", "\"self.args\"", "\"missing\"", "\"c/templates/t.yaml2\"", "\"\"", "\"breaks\""],
        ["template"] = ["\"plain\"", "\"{{ . }}\"", "\"{{ .Values.text }}\"", "\"{{ include \\\"one\\\" . }}\"", "\"{{ bad\"", "\"{{ .a.b.c }}\"", "\"{{ fail \\\"no\\\" }}\"", "\"{{ define \\\"one\\\" }}new{{ end }}{{ include \\\"one\\\" . }}\"", "\"{{ template \\\"two\\\" . }}\"", "\"{{ tpl \\\"{{ .Values.num }}\\\" . }}\"", "\"{{ $x }}\"", "\"{{ range . }}[{{ . }}]{{ end }}\"", "\"{{ nosuch }}\"", "\"{{ required \\\"need\\\" .nope }}\"", "\"{{- /* c */ -}} x \"", "\"{{ toYaml . }}\"", "\"{{ template \\\"nope\\\" }}\"", "\"\"", "\"{{ . | upper }}\"", "\"{{ .Template.Name }}\""],
    };

    private static string[] Lines(string text) => [.. text.Split('\n').Select(line => line.Trim('\r')).Where(line => line.Length > 0).Select(line => line is "`raw" ? "`raw \\n \"q\" {{`" : line)];
}
