using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Forsyn.Core.Tests.Tidy;

/// <summary>Names that hide what a thing does, and interfaces nobody needs yet.</summary>
public class NameTests
{
    static readonly string[] Endings =
        ["Manager", "Helper", "Helpers", "Service", "Base", "Util", "Utils", "Impl", "Repository", "Mediator"];

    [Fact]
    public void No_type_has_an_empty_name_or_one_implementer()
    {
        var sources = Code.Below("src");
        Assert.NotEmpty(sources);
        Offences.AssertNone(EmptyNames(sources).Concat(SoleImplementers(sources)));
    }

    [Fact]
    public void Namespaces_are_folders() =>
        Offences.AssertNone(Code.Below("src").Concat(Code.Below("tests")).SelectMany(Misplaced));

    [Fact]
    public void An_empty_name_is_caught() =>
        Assert.Equal(["A.cs:1 OrderService ends in Service", "A.cs:2 IPageBase ends in Base"],
            EmptyNames([Code.Parse("A.cs", "class OrderService { class Order; }\ninterface IPageBase;")]));

    [Fact]
    public void An_interface_with_one_implementer_is_caught()
    {
        const string one =
            "interface IClock; class Clock : IClock; interface IShape; record A : IShape; record B : IShape;";
        Assert.Equal(["A.cs:1 IClock has 1 implementer"], SoleImplementers([Code.Parse("A.cs", one)]));
    }

    [Fact]
    public void A_namespace_that_is_not_its_folder_is_caught()
    {
        const string code = "namespace Forsyn.App.Ordering;\nclass A;";
        Assert.Equal(["src/Forsyn.App/Stock/A.cs:1 is in Forsyn.App.Ordering"],
            Misplaced(Code.Parse("src/Forsyn.App/Stock/A.cs", code)));
        Assert.Empty(Misplaced(Code.Parse("src/Forsyn.App/Ordering/A.cs", code)));
    }

    static IEnumerable<string> EmptyNames(IEnumerable<Code> sources) =>
        from source in sources
        from type in source.All<BaseTypeDeclarationSyntax>()
        from ending in Endings
        where type.Identifier.Text.EndsWith(ending) && type.Identifier.Text.Length > ending.Length
        select $"{source.At(type)} {type.Identifier.Text} ends in {ending}";

    static IEnumerable<string> SoleImplementers(IReadOnlyList<Code> sources) =>
        from source in sources
        from type in source.All<InterfaceDeclarationSyntax>()
        let name = type.Identifier.Text
        let implementers = sources.SelectMany(s => s.All<BaseTypeDeclarationSyntax>())
            .Count(t => t.BaseList?.Types.Any(b => b.Type.ToString().Split('<')[0].Split('.')[^1] == name) == true)
        where implementers < 2
        select $"{source.At(type)} {name} has {implementers} implementer{(implementers == 1 ? "" : "s")}";

    // Db is called Database in code, because Db is its main type; what all tests share is Forsyn.Tests.
    static IEnumerable<string> Misplaced(Code source) =>
        from space in source.All<BaseNamespaceDeclarationSyntax>()
        let folder = string.Join('.', source.Path.Split('/')[1..^1]).Replace("Forsyn.App.Db", "Forsyn.App.Database")
        let expected = folder == "Shared" ? "Forsyn.Tests" : folder
        where space.Name.ToString() != expected
        select $"{source.At(space)} is in {space.Name}";
}
