namespace Forsyn.Web.Pages.Preparedness.FollowUp;

/// <summary>Who wrote something, with the party it was for where there was one.</summary>
static class WrittenBy
{
    public static string Of(string person, string party) => party == "" ? person : $"{person}, {party}";
}
