namespace Steersman.GoTemplate.Values;

/// <summary>A Go value that is neither scalar, string, slice nor string-keyed map: structs and pointers to them, such as times and versions.</summary>
/// <remarks>
/// Methods belong to the <see cref="Values.GoType"/>. Scalars, slices and maps of named types (<c>time.Duration</c>, <c>common.VersionSet</c>) are no objects:
/// they are plain values with that type. What fmt prints is <see cref="IStringer"/>, <see cref="IGoFields"/> and <see cref="IGoSyntax"/>.
/// </remarks>
public interface ITemplateObject
{
    /// <summary>The Go type of the value: a struct or a pointer to one.</summary>
    GoType GoType { get; }

    /// <summary>True for a nil pointer.</summary>
    bool IsNil => false;

    /// <summary>Finds an exported field of the struct, or of the struct pointed to, as templates reach it with <c>.Name</c>.</summary>
    bool TryGetField(string name, out Value value)
    {
        if (this is IGoFields { GoFields: var fields } && name.Length > 0 && char.IsUpper(name[0]))
        {
            foreach (KeyValuePair<string, Value> field in fields)
            {
                if (field.Key == name)
                {
                    value = field.Value;
                    return true;
                }
            }
        }

        value = Value.Nil;
        return false;
    }

    /// <summary>The value as it is once copied into an interface, as an argument of a function: a struct loses the methods of its pointer there.</summary>
    ITemplateObject Copy() => this;

    /// <summary>What mitchellh/copystructure makes of the value: of a struct it does not copy the fields that are not exported.</summary>
    ITemplateObject DeepCopy() => this;

    /// <summary>What an action prints in place of the value: the struct behind a pointer; the value itself where the pointer has a method <c>String</c> or <c>Error</c>.</summary>
    ITemplateObject Printable() => this;

    /// <summary>The struct behind a pointer, with the methods that the struct itself has.</summary>
    ITemplateObject Pointed() => Printable();
}
