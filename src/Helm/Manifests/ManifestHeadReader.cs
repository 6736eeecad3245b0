using Steersman.GoTemplate.Values;
using Steersman.Helm.Decoding;
using Steersman.Yaml;

namespace Steersman.Helm.Manifests;

/// <summary>Reads the head of a document as Helm does: the whole document must be YAML, its head must have the right types.</summary>
public static class ManifestHeadReader
{
    private static readonly string[] HeadFields = ["apiVersion", "kind", "metadata"];
    private static readonly string[] MetadataFields = ["name", "annotations"];

    /// <summary>The head of a document; empty for one of comments only.</summary>
    /// <exception cref="HelmException">The text of sigs.k8s.io/yaml.</exception>
    public static ManifestHead Read(string document) =>
        TypedYaml.Read(YamlOutline.TryPick(document, HeadFields, out string? head) ? head : document, Decode);

    private static ManifestHead Decode(StructDecoder decoder, Value value)
    {
        ManifestHead head = new();
        decoder.Struct(value, "util.SimpleHead", HeadFields, (field, item) =>
        {
            switch (field)
            {
                case "apiVersion":
                    head = head with { ApiVersion = decoder.Text(item) ?? "" };
                    break;
                case "kind":
                    head = head with { Kind = decoder.Text(item) ?? "" };
                    break;
                default:
                    head = head with { HasMetadata = !item.IsNil };
                    decoder.Struct(item, "struct { Name string \"json:\\\"name\\\"\"; Annotations map[string]string \"json:\\\"annotations\\\"\" }", MetadataFields, (name, entry) => head = name == "name"
                        ? head with { Name = decoder.Text(entry) ?? "" }
                        : head with { Annotations = decoder.TextMap(entry) });
                    break;
            }
        });
        return head;
    }
}
