using System.Text.Json.Nodes;
using Steersman.Operator.Api.V1;

namespace Steersman.Operator.Api.Crd;

/// <summary>The CustomResourceDefinition of HelmRelease, made from the types of <see cref="V1"/>.</summary>
public static class HelmReleaseDefinition
{
    /// <summary>Name of the definition.</summary>
    public const string Name = $"helmreleases.{HelmRelease.Group}";

    /// <summary>The definition as an object; a new one at every call.</summary>
    public static JsonObject Create()
    {
        JsonObject spec = StructuralSchema.Of(HelmReleaseJson.Default.HelmReleaseSpec);
        spec["oneOf"] = OneOf("chart", "chartRef", "source");
        spec["x-kubernetes-validations"] = new JsonArray(Validation(
            "[has(self.chart), has(self.chartRef), has(self.source)].filter(x, x).size() == 1", "exactly one of chart, chartRef and source must be set"));
        JsonObject source = (JsonObject)spec["properties"]!["source"]!;
        source["oneOf"] = OneOf("configMap", "secret", "http", "oci");
        source["x-kubernetes-validations"] = new JsonArray(Validation(
            "[has(self.configMap), has(self.secret), has(self.http), has(self.oci)].filter(x, x).size() == 1", "exactly one of configMap, secret, http and oci must be set"));
        JsonObject http = (JsonObject)source["properties"]!["http"]!;
        http["oneOf"] = new JsonArray(Required("url", "chart"), Required("archive"));
        http["x-kubernetes-validations"] = new JsonArray(Validation("has(self.archive) != (has(self.url) && has(self.chart))", "either url and chart, or archive, must be set"));
        foreach (string action in (ReadOnlySpan<string>)["install", "upgrade"])
        {
            spec["properties"]![action]!["properties"]!["strategy"]!["x-kubernetes-validations"] = new JsonArray(Validation(
                "!has(self.retryInterval) || self.name == 'RetryOnFailure'", "retryInterval can only be set when name is RetryOnFailure; the other strategy has remediation.retryInterval"));
        }

        JsonObject kubeConfig = (JsonObject)spec["properties"]!["kubeConfig"]!;
        kubeConfig["oneOf"] = OneOf("secretRef", "configMapRef");
        kubeConfig["x-kubernetes-validations"] = new JsonArray(Validation("has(self.secretRef) != has(self.configMapRef)", "exactly one of secretRef and configMapRef must be set"));
        JsonObject status = StructuralSchema.Of(HelmReleaseJson.Default.HelmReleaseStatus);

        // As Flux has it, so that tools do not take an object for ready that nobody has seen.
        status["default"] = new JsonObject { ["observedGeneration"] = -1 };
        return new JsonObject
        {
            ["apiVersion"] = "apiextensions.k8s.io/v1",
            ["kind"] = "CustomResourceDefinition",
            ["metadata"] = new JsonObject { ["name"] = Name },
            ["spec"] = new JsonObject
            {
                ["group"] = HelmRelease.Group,
                ["names"] = new JsonObject
                {
                    ["kind"] = "HelmRelease",
                    ["listKind"] = "HelmReleaseList",
                    ["plural"] = "helmreleases",
                    ["singular"] = "helmrelease",
                    ["shortNames"] = new JsonArray("hrel"),
                    ["categories"] = new JsonArray("all", "steersman"),
                },
                ["scope"] = "Namespaced",
                ["versions"] = new JsonArray(new JsonObject
                {
                    ["name"] = HelmRelease.Version,
                    ["served"] = true,
                    ["storage"] = true,
                    ["subresources"] = new JsonObject { ["status"] = new JsonObject() },
                    ["additionalPrinterColumns"] = Columns(),
                    ["schema"] = new JsonObject
                    {
                        ["openAPIV3Schema"] = new JsonObject
                        {
                            ["description"] = "One Helm release as it is to be, and what became of it.",
                            ["type"] = "object",
                            ["required"] = new JsonArray("spec"),
                            ["properties"] = new JsonObject
                            {
                                ["apiVersion"] = Text("Group and version of the object: steersman.dev/v1."),
                                ["kind"] = Text("Kind of the object: HelmRelease."),
                                ["metadata"] = new JsonObject { ["type"] = "object" },
                                ["spec"] = Described(spec, "The desired state of the release."),
                                ["status"] = Described(status, "What the operator found and did. It mirrors Helm's release storage, which is the truth."),
                            },
                        },
                    },
                }),
            },
        };
    }

    private static JsonObject Text(string description) => new() { ["description"] = description, ["type"] = "string" };

    private static JsonObject Described(JsonObject schema, string description)
    {
        schema.Insert(0, "description", description);
        return schema;
    }

    private static JsonArray Columns() =>
    [
        Column("Ready", ".status.conditions[?(@.type==\"Ready\")].status", "string"),
        Column("Status", ".status.conditions[?(@.type==\"Ready\")].message", "string"),
        Column("Revision", ".status.release.revision", "integer"),
        Column("Chart", ".status.release.chart", "string"),
        Column("App Version", ".status.release.appVersion", "string", isWide: true),
        Column("Operation", ".status.operation.type", "string", isWide: true),
        Column("Age", ".metadata.creationTimestamp", "date"),
    ];

    private static JsonObject Column(string name, string path, string type, bool isWide = false)
    {
        JsonObject column = new() { ["name"] = name, ["jsonPath"] = path, ["type"] = type };
        if (isWide)
        {
            column["priority"] = 1;
        }

        return column;
    }

    private static JsonArray OneOf(params ReadOnlySpan<string> fields)
    {
        JsonArray alternatives = [];
        foreach (string field in fields)
        {
            alternatives.Add((JsonNode)Required(field));
        }

        return alternatives;
    }

    private static JsonObject Required(params ReadOnlySpan<string> fields)
    {
        JsonArray names = [];
        foreach (string field in fields)
        {
            names.Add((JsonNode)field);
        }

        return new JsonObject { ["required"] = names };
    }

    private static JsonObject Validation(string rule, string message) => new() { ["rule"] = rule, ["message"] = message };
}
