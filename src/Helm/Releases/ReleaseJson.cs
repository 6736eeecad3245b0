using System.Text;
using Steersman.GoTemplate.Json;
using Steersman.GoTemplate.Values;
using Steersman.Helm.Charts;
using Steersman.Helm.Manifests;
using Lock = Steersman.Helm.Charts.Lock;

namespace Steersman.Helm.Releases;

/// <summary>Writes release records as Helm 4.3's encoding/json does: order of fields, what is left out, escapes.</summary>
internal sealed partial class ReleaseJson
{
    private readonly StringBuilder _text = new();
    private bool _isFirst = true;

    /// <summary>The JSON of a record.</summary>
    /// <exception cref="GoJsonException">A value is none that JSON can hold.</exception>
    public static string Write(Release release)
    {
        ReleaseJson json = new();
        json.Object(() => json.Release(release));
        return json._text.ToString();
    }

    private void Release(Release release)
    {
        OmitEmpty("name", release.Name);
        if (release.Info is { } info)
        {
            Object("info", () => Info(info));
        }

        if (release.Chart is { } chart)
        {
            Object("chart", () => Chart(chart));
        }

        if (release.Config is { Count: > 0 } config)
        {
            Raw("config", GoJson.Write(Value.FromMap(config)));
        }

        OmitEmpty("manifest", release.Manifest);
        OmitEmpty("hooks", release.Hooks, hook => Object(() => Hook(hook)));
        OmitEmpty("version", release.Version);
        OmitEmpty("namespace", release.Namespace);
        OmitEmpty("apply_method", release.ApplyMethod);
    }

    private void Info(ReleaseInfo info)
    {
        OmitZero("first_deployed", info.FirstDeployed);
        OmitZero("last_deployed", info.LastDeployed);
        OmitZero("deleted", info.Deleted);
        OmitEmpty("description", info.Description);
        OmitEmpty("status", info.Status);
        OmitEmpty("rollback_revision", info.RollbackRevision);
        OmitEmpty("notes", info.Notes);
    }

    private void Hook(Hook hook)
    {
        OmitEmpty("name", hook.Name);
        OmitEmpty("kind", hook.Kind);
        OmitEmpty("path", hook.Path);
        OmitEmpty("manifest", hook.Manifest);
        OmitEmpty("events", hook.Events, Text);
        Object("last_run", () =>
        {
            OmitZero("started_at", hook.LastRun.StartedAt);
            OmitZero("completed_at", hook.LastRun.CompletedAt);
            Always("phase", hook.LastRun.Phase);
        });
        OmitEmpty("weight", hook.Weight);
        OmitEmpty("delete_policies", hook.DeletePolicies, Text);
        OmitEmpty("output_log_policies", hook.OutputLogPolicies, Text);
    }

    private void Chart(Chart chart)
    {
        if (chart.Metadata is { } metadata)
        {
            Object("metadata", () => Metadata(metadata));
        }
        else
        {
            Raw("metadata", "null");
        }

        if (chart.Lock is { } chartLock)
        {
            Object("lock", () => Lock(chartLock));
        }
        else
        {
            Raw("lock", "null");
        }

        List("templates", chart.Templates, file => Object(() => File(file)));
        Raw("values", chart.Values is null ? "null" : GoJson.Write(Value.FromMap(chart.Values)));
        Raw("schema", chart.Schema is { } schema ? Base64(schema) : "null");
        Raw("schemamodtime", $"\"{chart.SchemaModTime}\"");
        List("files", chart.Files, file => Object(() => File(file)));
        OmitZero("modtime", chart.ModTime);
    }

    private void File(ChartFile file)
    {
        Always("name", file.Name);
        Raw("data", Base64(file.Data));
        OmitZero("modtime", file.ModTime);
    }

    private void Metadata(Metadata metadata)
    {
        OmitEmpty("name", metadata.Name);
        OmitEmpty("home", metadata.Home);
        OmitEmpty("sources", metadata.Sources, Text);
        OmitEmpty("version", metadata.Version);
        OmitEmpty("description", metadata.Description);
        OmitEmpty("keywords", metadata.Keywords, Text);
        OmitEmpty("maintainers", metadata.Maintainers, maintainer => Object(() =>
        {
            OmitEmpty("name", maintainer.Name);
            OmitEmpty("email", maintainer.Email);
            OmitEmpty("url", maintainer.Url);
        }));
        OmitEmpty("icon", metadata.Icon);
        OmitEmpty("apiVersion", metadata.ApiVersion);
        OmitEmpty("condition", metadata.Condition);
        OmitEmpty("tags", metadata.Tags);
        OmitEmpty("appVersion", metadata.AppVersion);
        OmitEmpty("deprecated", metadata.Deprecated);
        if (metadata.Annotations is { Count: > 0 } annotations)
        {
            Object("annotations", () =>
            {
                foreach ((string key, string value) in annotations.OrderBy(entry => entry.Key, Comparer<string>.Create(GoString.Compare)))
                {
                    Always(key, value);
                }
            });
        }

        OmitEmpty("kubeVersion", metadata.KubeVersion);
        OmitEmpty("dependencies", metadata.Dependencies, dependency => Object(() => Dependency(dependency)));
        OmitEmpty("type", metadata.Type);
    }

    private void Dependency(Dependency dependency)
    {
        Always("name", dependency.Name);
        OmitEmpty("version", dependency.Version);
        Always("repository", dependency.Repository);
        OmitEmpty("condition", dependency.Condition);
        OmitEmpty("tags", dependency.Tags, Text);
        OmitEmpty("enabled", dependency.Enabled);
        OmitEmpty("import-values", dependency.ImportValues, value => _text.Append(GoJson.Write(value)));
        OmitEmpty("alias", dependency.Alias);
    }

    private void Lock(Lock chartLock)
    {
        Raw("generated", $"\"{chartLock.Generated}\"");
        Always("digest", chartLock.Digest);
        List("dependencies", chartLock.Dependencies, dependency =>
        {
            if (dependency is null)
            {
                _text.Append("null");
            }
            else
            {
                Object(() => Dependency(dependency));
            }
        });
    }

    private void OmitEmpty(string name, string value)
    {
        if (value.Length > 0)
        {
            Always(name, value);
        }
    }

    private void OmitEmpty(string name, long value)
    {
        if (value != 0)
        {
            Raw(name, value.ToString());
        }
    }

    private void OmitEmpty(string name, bool value)
    {
        if (value)
        {
            Raw(name, "true");
        }
    }

    private void OmitEmpty<T>(string name, IReadOnlyList<T>? items, Action<T> item)
    {
        if (items is { Count: > 0 })
        {
            List(name, items, item);
        }
    }

    private void OmitZero(string name, Timestamp time)
    {
        if (!time.IsZero)
        {
            Raw(name, $"\"{time}\"");
        }
    }

    private void Always(string name, string value) => Raw(name, GoJson.Quote(value));

    private void Raw(string name, string json)
    {
        Name(name);
        _text.Append(json);
    }

    private void Text(string value) => _text.Append(GoJson.Quote(value));

    private static string Base64(ReadOnlyMemory<byte> data) => $"\"{Convert.ToBase64String(data.Span)}\"";

    private void List<T>(string name, IReadOnlyList<T>? items, Action<T> item)
    {
        Name(name);
        if (items is null)
        {
            _text.Append("null");
            return;
        }

        _text.Append('[');
        for (int index = 0; index < items.Count; index++)
        {
            if (index > 0)
            {
                _text.Append(',');
            }

            item(items[index]);
        }

        _text.Append(']');
        _isFirst = false;
    }

    private void Object(string name, Action fields)
    {
        Name(name);
        Object(fields);
    }

    private void Object(Action fields)
    {
        _text.Append('{');
        _isFirst = true;
        fields();
        _text.Append('}');
        _isFirst = false;
    }

    private void Name(string name)
    {
        if (!_isFirst)
        {
            _text.Append(',');
        }

        _isFirst = false;
        Text(name);
        _text.Append(':');
    }
}
