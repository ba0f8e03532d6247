using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Forsyn.Core.Tests.Tidy;

/// <summary>Reads compiled code and says which module uses which: base types, members, bodies, attributes, generics.
/// A constant of another module is copied in by the compiler and leaves no trace here.</summary>
public static class ModuleEdges
{
    /// <summary>Edges between the namespaces right below a root such as Forsyn.Core.</summary>
    public static IReadOnlyList<ModuleEdge> Of(AssemblyDefinition assembly, string root)
    {
        var edges = new HashSet<ModuleEdge>();
        foreach (var type in assembly.MainModule.GetTypes())
            if (Module(type, root) is { } from)
                foreach (var (used, member) in Uses(type))
                    foreach (var part in Parts(used))
                        if (Module(part, root) is { } to && to != from)
                            edges.Add(new(from, to, $"{Outermost(type).FullName}{member} uses {part.FullName}"));
        return [.. edges];
    }

    static IEnumerable<(TypeReference? Type, string Member)> Uses(TypeDefinition type)
    {
        yield return (type.BaseType, "");
        foreach (var used in type.Interfaces) yield return (used.InterfaceType, "");
        foreach (var used in Attributes(type)) yield return (used, "");
        foreach (var used in Constraints(type)) yield return (used, "");
        foreach (var field in type.Fields)
            foreach (var used in Attributes(field).Append(field.FieldType)) yield return (used, "." + field.Name);
        foreach (var property in type.Properties)
            foreach (var used in Attributes(property).Append(property.PropertyType))
                yield return (used, "." + property.Name);
        foreach (var happening in type.Events)
            foreach (var used in Attributes(happening).Append(happening.EventType))
                yield return (used, "." + happening.Name);
        foreach (var method in type.Methods)
            foreach (var used in Signature(method).Concat(Body(method))) yield return (used, "." + method.Name);
    }

    static IEnumerable<TypeReference?> Signature(MethodDefinition method) =>
        method.Parameters.SelectMany(p => Attributes(p).Append(p.ParameterType))
            .Concat(Attributes(method)).Concat(Attributes(method.MethodReturnType))
            .Concat(Constraints(method)).Append(method.ReturnType);

    static IEnumerable<TypeReference?> Body(MethodDefinition method)
    {
        if (!method.HasBody) yield break;
        foreach (var variable in method.Body.Variables) yield return variable.VariableType;
        foreach (var handler in method.Body.ExceptionHandlers) yield return handler.CatchType;
        foreach (var instruction in method.Body.Instructions)
            foreach (var used in Operand(instruction)) yield return used;
    }

    static IEnumerable<TypeReference?> Operand(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        MethodReference call =>
        [
            call.DeclaringType, call.ReturnType, .. call.Parameters.Select(p => p.ParameterType),
            .. call is GenericInstanceMethod generic ? generic.GenericArguments : [],
        ],
        _ => [],
    };

    static IEnumerable<TypeReference?> Attributes(ICustomAttributeProvider tagged) =>
        tagged.CustomAttributes.SelectMany(a =>
            a.ConstructorArguments.Concat(a.Properties.Select(p => p.Argument)).Concat(a.Fields.Select(f => f.Argument))
                .SelectMany(argument => (IEnumerable<TypeReference?>)[argument.Type, argument.Value as TypeReference])
                .Append(a.AttributeType));

    static IEnumerable<TypeReference?> Constraints(IGenericParameterProvider generic) =>
        generic.GenericParameters.SelectMany(p => p.Constraints.Select(c => c.ConstraintType));

    // List<Dictionary<A, B[]>> is five types.
    static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Concat(Parts(generic.ElementType)),
        TypeSpecification inner => Parts(inner.ElementType),
        _ => [type],
    };

    static TypeReference Outermost(TypeReference type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    static string? Module(TypeReference type, string root)
    {
        var space = Outermost(type).Namespace;
        return space.StartsWith(root + ".") ? space[(root.Length + 1)..].Split('.')[0] : null;
    }
}
