using System.ComponentModel;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using Steersman.Kubernetes.Client.Json;

namespace Steersman.Operator.Api.Crd;

/// <summary>Structural schemas of CRDs from the types of the API and the attributes on their properties.</summary>
internal static class StructuralSchema
{
    private static readonly JsonSchemaExporterOptions Options = new() { TransformSchemaNode = Transform, TreatNullObliviousAsNonNullable = true };

    /// <summary>The schema of a type: no <c>$ref</c>, no lists of types, free JSON objects keep unknown fields.</summary>
    public static JsonObject Of(JsonTypeInfo type)
    {
        // Of what a converter of strings reads the exporter knows nothing.
        JsonSerializerOptions plain = new(type.Options);
        plain.Converters.Remove(plain.Converters.OfType<SharedStringConverter>().Single());
        return (JsonObject)plain.GetTypeInfo(type.Type).GetJsonSchemaAsNode(Options);
    }

    private static JsonObject Transform(JsonSchemaExporterContext context, JsonNode node)
    {
        Type type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        JsonObject schema = node as JsonObject ?? [];
        schema.Remove("$schema");
        schema.Remove("default");
        Simplify(schema, type);
        Describe(schema, context.PropertyInfo?.AttributeProvider);
        return schema;
    }

    private static void Simplify(JsonObject schema, Type type)
    {
        if (schema["type"] is JsonArray types)
        {
            schema["type"] = types.Select(entry => (string)entry!).First(name => name != "null");
        }

        if (schema["enum"] is JsonArray names)
        {
            schema["type"] = "string";
            names.RemoveAll(name => name is null);
        }

        if (type == typeof(TimeSpan))
        {
            schema["type"] = "string";
            schema["pattern"] = GoDuration.Pattern;
        }
        else if (type == typeof(DateTimeOffset))
        {
            schema["type"] = "string";
            schema["format"] = "date-time";
        }
        else if (type == typeof(JsonObject))
        {
            schema["type"] = "object";
            schema["x-kubernetes-preserve-unknown-fields"] = true;
        }
        else if (type == typeof(long))
        {
            schema["format"] = "int64";
        }
        else if (type == typeof(int))
        {
            schema["format"] = "int32";
        }
    }

    private static void Describe(JsonObject schema, ICustomAttributeProvider? attributes)
    {
        if (attributes is null)
        {
            return;
        }

        foreach (object attribute in attributes.GetCustomAttributes(inherit: false))
        {
            switch (attribute)
            {
                case DescriptionAttribute description:
                    schema.Insert(0, "description", description.Description);
                    break;
                case SchemaDefaultAttribute byDefault:
                    schema["default"] = byDefault.Value switch
                    {
                        int number => number,
                        bool truth => truth,
                        object text => (string)text,
                    };
                    break;
                case SchemaRangeAttribute range:
                    schema["minimum"] = range.Minimum;
                    break;
                case SchemaTextAttribute text:
                    Bound(schema, text);
                    break;
            }
        }
    }

    private static void Bound(JsonObject schema, SchemaTextAttribute text)
    {
        if (text.MinLength >= 0)
        {
            schema["minLength"] = text.MinLength;
        }

        if (text.MaxLength >= 0)
        {
            schema["maxLength"] = text.MaxLength;
        }

        if (text.Pattern is not null)
        {
            schema["pattern"] = text.Pattern;
        }
    }
}
