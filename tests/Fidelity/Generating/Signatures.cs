namespace Steersman.Fidelity.Generating;

/// <summary>What the functions of a chart's templates take and give: <c>kind: name argument…; …</c>, an argument with <c>*</c> any number of times, with <c>?</c> perhaps.</summary>
/// <remarks>Left out are functions whose result is random or depends on the time: those of keys and certificates, <c>rand*</c>, <c>now</c>, <c>ago</c>, <c>shuffle</c>, <c>uuidv4</c>.</remarks>
internal static class Signatures
{
    private const string Table = """
        text: trim text; trimAll text text; trimall text text; trimSuffix text text; trimPrefix text text; replace text text text; repeat small text; substr small small text; trunc small text
        text: abbrev small text; abbrevboth small small text; initials text; nospace text; wrap small text; wrapWith small text text; indent small text; nindent small text; plural text text small
        text: cat any*; quote any*; squote any*; toString any; upper text; lower text; title text; untitle text; swapcase text; snakecase text; kebabcase text; camelcase text; hello
        text: b64enc text; b64dec base; b32enc text; b32dec base; sha1sum text; sha256sum text; sha512sum text; adler32sum text; join text any; html any*; js any*; urlquery any*
        text: print any*; println any*; printf format any*; printf format num any?; printf format text?; printf format map list?; printf format bool small?; printf format time?
        text: regexFind regex text; regexReplaceAll regex text replacement; regexReplaceAllLiteral regex text text; regexQuoteMeta text; mustRegexFind regex text; mustRegexReplaceAll regex text replacement
        text: mustRegexReplaceAllLiteral regex text text; urlJoin urlparts; base path; dir path; ext path; clean path; osBase path; osDir path; osExt path; osClean path
        text: toYaml any; toYamlPretty any; toJson any; toPrettyJson any; toRawJson any; toToml any; mustToYaml any; mustToJson any; mustToPrettyJson any; mustToRawJson any; mustToToml any
        text: typeOf any; kindOf any; date layout moment; dateInZone layout moment zone; date_in_zone layout moment zone; htmlDate moment; htmlDateInZone moment zone; unixEpoch time
        text: duration span; durationRound span; ternary text text bool; default text any; required text any; tpl template any; include name any; seq small*; decryptAES text base
        text: get map key; index texts small; slice text small? small?; fail text; toString text
        small: len any; atoi text; add1 small
        num: int num; int64 num; float64 num; toDecimal any; add num*; add1 num; sub num num; mul num num*; div num num; mod num num; max num num*; biggest num num*; min num num*; maxf num num*; minf num num*
        num: floor num; ceil num; round num small num?; add1f num; addf num*; subf num num*; mulf num num*; divf num num*; atoi text; durationSeconds span; durationMilliseconds span
        num: durationMicroseconds span; durationNanoseconds span; durationMinutes span; durationHours span; durationDays span; durationWeeks span; len any; int any; int64 any; float64 any
        bool: contains text text; hasPrefix text text; hasSuffix text text; empty any; all any*; any any*; typeIs type any; typeIsLike type any; kindIs type any; deepEqual any any; has any list; mustHas any list
        bool: hasKey map key; regexMatch regex text; mustRegexMatch regex text; semverCompare constraint semver; isAbs path; osIsAbs path; eq any any any*; ne any any; lt any any; le any any; gt any any; ge any any
        bool: eq num num; lt num num; le num num; lt text text; not any; and any any*; or any any*
        list: list any*; tuple any*; append list any; mustAppend list any; push list any; mustPush list any; prepend list any; mustPrepend list any; concat list*; without list any*; mustWithout list any*; slice list small? small?
        list: mustSlice list small? small?; rest list; mustRest list; initial list; mustInitial list; reverse list; mustReverse list; uniq list; mustUniq list; compact list; mustCompact list; chunk small list; mustChunk small list
        list: until small; untilStep small small small; pluck key map map?; fromYamlArray yaml; fromJsonArray json; deepCopy list; toStrings any; splitList text text; sortAlpha any; keys map | sortAlpha
        texts: splitList text text; sortAlpha texts; toStrings list; toStrings any; regexFindAll regex text small; mustRegexFindAll regex text small; regexSplit regex text small; mustRegexSplit regex text small
        texts: keys map | sortAlpha; values map | toStrings | sortAlpha
        map: dict key any; dict key any key any; dict key text key num key map; set fresh key any; set map key text; set map key num; unset map key; pick map key*; omit map key*; merge fresh map fresh; mergeOverwrite fresh map; mergeOverwrite fresh map fresh; mustMerge fresh map; mustMergeOverwrite fresh map
        map: deepCopy map; mustDeepCopy map; fromYaml yaml; fromJson json; fromToml toml; split text text; splitn text small text; urlParse url; default map any; dict any any; fromYaml text; fromJson text
        any: first list; mustFirst list; last list; mustLast list; get map key; dig key any map; dig key key any map; index any any; index map key; index list small; index map key key; default any any; coalesce any*
        any: ternary any any bool; or any any; and any any; semver semver; toDate layout date; mustToDate layout date; mustFromJson json; dateModify span moment; mustDateModify span time; durationRoundTo span span
        any: durationTruncateTo span span; mustToDuration span; slice any small small; lookup text text text text; required text any; deepCopy any; call any any*; len any; getHostByName text; first any; rest any; last any
        time: toDate layout date; mustToDate layout date; dateModify span time; date_modify span time; mustDateModify span time; must_date_modify span time
        semver: semver semver; trimPrefix text semver
        text: .Files.Get file; .Files.Get path; .Files.GetBytes file | toString; .Files.Lines file | join "-"; printf format object*; print object*; derivePassword small text text text text; decryptAES text text
        text: toYaml object; toJson object; toToml object; toString object; typeOf object; kindOf object; toYamlPretty object; mustToJson object; tpl template object; include name object; htpasswd text text | len | print
        text: randAlpha small | len | print; randAlphaNum any | len | print; randBytes small | len | print; shuffle text | len | print; bcrypt text | len | print; genPrivateKey text | trunc 9; encryptAES text text | decryptAES "a"
        text: .Capabilities.APIVersions.Has text | print; .Capabilities.APIVersions.Has num | print; lookup text text text any | toString; tpl template any; duration moment; ago moment | typeOf; date layout time; unixEpoch time
        bool: .Capabilities.APIVersions.Has text; deepEqual object object; empty object; kindIs type object; typeIs type object; eq object object; not object; has object list; semverCompare constraint text
        any: .Files.Glob glob; .Files.AsConfig; .Files.AsSecrets; .Files.Lines file; .Files.GetBytes file; default any object; deepCopy object; index object key; get object key; dig key any object; first object; list object; coalesce object object
        any: ternary object any bool; ternary any any any; index any num num; index list small small; dig key key key any map; dig any any any; slice object small; call object any*; fromYaml any; fromJson any; fromToml any
        map: merge fresh map map map; mergeOverwrite fresh map map map; merge map map; mergeOverwrite fresh object; set fresh any any; fromToml toml | merge (dict); dict object object; pick object key; omit object key; fromYaml yaml | mergeOverwrite (dict)
        list: append list object; without list object; uniq list | append (list 1); slice list small small; slice list small small | append (list 1); chunk small list | first; sortAlpha list; regexFindAll regex text small; values object; keys object | sortAlpha
        """;

    /// <summary>The calls that give each kind.</summary>
    public static IReadOnlyDictionary<string, Signature[]> ByKind { get; } = Read();

    private static Dictionary<string, Signature[]> Read()
    {
        Dictionary<string, List<Signature>> kinds = new(StringComparer.Ordinal);
        foreach (string line in Table.Split('\n'))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            string kind = line[..colon].Trim();
            if (!kinds.TryGetValue(kind, out List<Signature>? calls))
            {
                kinds[kind] = calls = [];
            }

            calls.AddRange(line[(colon + 1)..].Split(';', StringSplitOptions.TrimEntries).Select(Signature.Read));
        }

        return kinds.ToDictionary(kind => kind.Key, kind => kind.Value.ToArray(), StringComparer.Ordinal);
    }
}
