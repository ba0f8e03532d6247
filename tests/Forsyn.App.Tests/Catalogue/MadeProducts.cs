using Forsyn.Core.Basics;
using Forsyn.Core.Catalogue;

namespace Forsyn.App.Tests.Catalogue;

/// <summary>Made products for the tests of the catalogue.</summary>
static class MadeProducts
{
    public static readonly Disease Measles = new("measles", "Meslinger", "Meslingar", "Measles");
    public static readonly Disease Rabies = new("rabies", "Rabies", "Rabies", "Rabies");

    public static Product Vaccine(string number, string name, string substance = "", params string[] diseases) => new(
        ArticleNumber.Of(number), true, name, substance, "J07BD52", "injeksjon", "0,5 ml", ProductClass.Vaccine,
        diseases, 10, "",
        StorageCondition.Fridge, true, false, ProductGroups.Childhood, [BlueKey.MmrVaccine], Preservative.None, false,
        null,
        true, true, Money.Kroner(1200), "C");
}
