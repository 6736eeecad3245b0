using Steersman.GoTemplate.Execution;
using Steersman.GoTemplate.Formatting.Urls;
using Steersman.GoTemplate.Values;
using static Steersman.Sprig.Define;

namespace Steersman.Sprig;

/// <summary>Sprig's functions of URLs, and of hosts, which are not looked up.</summary>
internal static class Url
{
    public static IEnumerable<FunctionDescriptor> Functions =>
    [
        Of("urlParse", static (_, args) => Parse(args[0].Text()), S),
        Of("urlJoin", static (_, args) => Value.FromString(Join(args[0].Map())), Map),
        Of("getHostByName", static (_, _) => Value.FromString(""), S),
    ];

    private static Value Parse(string text)
    {
        if (!GoUrl.TryParse(text, out GoUrl? url, out string? error))
        {
            throw new FunctionException("unable to parse url: " + error);
        }

        return Value.FromMap(new ValueMap
        {
            ["scheme"] = Value.FromString(url.Scheme),
            ["host"] = Value.FromString(url.Host),
            ["hostname"] = Value.FromString(url.Hostname),
            ["path"] = Value.FromString(url.Path),
            ["query"] = Value.FromString(url.RawQuery),
            ["opaque"] = Value.FromString(url.Opaque),
            ["fragment"] = Value.FromString(url.Fragment),
            ["userinfo"] = Value.FromString(url.User?.Escaped ?? ""),
        });
    }

    private static string Join(ValueMap map)
    {
        GoUrl url = new()
        {
            Scheme = Part(map, "scheme"),
            Host = Part(map, "host"),
            Path = Part(map, "path"),
            RawQuery = Part(map, "query"),
            Opaque = Part(map, "opaque"),
            Fragment = Part(map, "fragment"),
        };
        string userinfo = Part(map, "userinfo");
        if (userinfo.Length == 0)
        {
            return url.ToString();
        }

        return GoUrl.TryParse($"proto://{userinfo}@host", out GoUrl? parsed, out string? error)
            ? (url with { User = parsed.User }).ToString()
            : throw new FunctionException("unable to parse userinfo in dict: " + error);
    }

    private static string Part(ValueMap map, string key)
    {
        if (!map.TryGetValue(key, out Value value))
        {
            return "";
        }

        if (value.IsNil)
        {
            throw ArgumentValues.NilPointer();
        }

        return value.TryGetString(out string? text)
            ? text
            : throw new FunctionException($"unable to parse {key} key, must be of type string, but {Reflect.KindName(value)} found");
    }
}
