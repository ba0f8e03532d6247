using System.Reflection;
using System.Text.Json;

namespace Forsyn.App.Identity;

/// <summary>
/// Addresses that named work is handled at, from data/contacts: dated, so that a past day shows the address of that
/// day.
/// </summary>
public static class Contacts
{
    /// <summary>The mailbox that handles requests for access to the web shop (CHN-002).</summary>
    public const string ShopAccess = "shop-access";

    static readonly IReadOnlyDictionary<string, Contact> All = Load();

    /// <summary>The address on a day; throws InvariantBroken where none is known for it.</summary>
    public static string On(DateOnly day, string contact) =>
        All.GetValueOrDefault(contact)?.Values.FirstOrDefault(value => value.Holds(day))?.Address
            ?? throw new InvariantBroken($"no address of {contact} is known on {day:yyyy-MM-dd}");

    static Dictionary<string, Contact> Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("data/contacts/contacts.json")
            ?? throw new InvariantBroken("data/contacts/contacts.json is not in the program");
        return JsonSerializer.Deserialize<List<Contact>>(stream, JsonSerializerOptions.Web)!
            .ToDictionary(contact => contact.Name);
    }

    sealed record Contact(
        [property: System.Text.Json.Serialization.JsonPropertyName("contact")] string Name,
        IReadOnlyList<DatedAddress> Values, IReadOnlyList<string> Requirements, string Source);

    /// <param name="To">The first day it no longer holds; null while it holds.</param>
    sealed record DatedAddress(DateOnly From, DateOnly? To, string Address)
    {
        public bool Holds(DateOnly day) => From <= day && (To is null || day < To);
    }
}
