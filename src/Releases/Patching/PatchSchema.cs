namespace Steersman.Releases.Patching;

/// <summary>What strategic merge patches know of one type: which of its lists are merged, and by what key. Thread-safe.</summary>
/// <remarks>The counterpart of <c>PatchMetaFromStruct</c> in <c>k8s.io/apimachinery/pkg/util/strategicpatch/meta.go</c>, with its error texts.</remarks>
public sealed class PatchSchema
{
    /// <summary>Of an object of which nothing is known: maps are merged, lists replaced.</summary>
    internal static readonly PatchSchema Opaque = new("struct", null, null);

    private static readonly PatchSchema Map = new("map", null, null);
    private static readonly PatchSchema Slice = new("slice", null, null);
    private static readonly PatchField Plain = new(FieldForm.Struct, null, null, null);

    private readonly string _form;
    private readonly string? _type;
    private readonly PatchMetadata? _metadata;

    private PatchSchema(string form, string? type, PatchMetadata? metadata)
    {
        _form = form;
        _type = type;
        _metadata = metadata;
    }

    /// <summary>Go's kind of the type, as messages name it.</summary>
    internal string Form => _form;

    internal static PatchSchema Of(string type, PatchMetadata metadata) => new("struct", type, metadata);

    /// <summary>What is known of a field that holds an object.</summary>
    /// <exception cref="PatchException">The type has no fields by name.</exception>
    internal PatchSchema Struct(string name, out PatchField field)
    {
        field = Look(name) ?? Plain;
        return field.Form switch
        {
            FieldForm.Map => Map,
            FieldForm.List => Slice,
            _ => Typed(field),
        };
    }

    /// <summary>What is known of a field that holds a list, and of the list's elements.</summary>
    /// <exception cref="PatchException">The type has no such field, or it is no list.</exception>
    internal PatchSchema List(string name, out PatchField field)
    {
        if (Look(name) is not { } known)
        {
            field = Plain;
            return _type is null ? Opaque : throw new PatchException($"unable to find api field in struct {_type[(_type.LastIndexOf('.') + 1)..]} for the json field \"{name}\"");
        }

        field = known;
        return known.Form == FieldForm.List ? Typed(known) : throw new PatchException($"expected slice or array type, but got: {_form}");
    }

    /// <summary>The merge key of a field's list, and what is known of the object or of the elements that it holds; null where nothing is known.</summary>
    internal (string? MergeKey, PatchSchema? Inner)? Find(string name) =>
        _form == "struct" && _type is not null && _metadata!.Field(_type, name) is { Form: not FieldForm.Map } field ? (field.Form == FieldForm.List ? field.MergeKey : null, Typed(field)) : null;

    private PatchField? Look(string name)
    {
        if (_form != "struct")
        {
            throw new PatchException($"merging an object in json but data type is not struct, instead is: {_form}");
        }

        return _type is null ? null : _metadata!.Field(_type, name);
    }

    private PatchSchema Typed(PatchField field) => field.Type is { } type && _metadata is not null ? new PatchSchema("struct", type, _metadata) : Opaque;
}
