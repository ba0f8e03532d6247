namespace Forsyn.Core.Catalogue;

/// <summary>Keys of the products the blue-prescription table names (BLT); disease and letter are the table's own
/// business.</summary>
public static class BlueKey
{
    public const string BotulismAntitoxin = "botulism-antitoxin";
    /// <summary>The table's one row for diphtheria vaccine or diphtheria-tetanus vaccine.</summary>
    public const string DiphtheriaVaccine = "diphtheria-vaccine";
    public const string DiphtheriaAntitoxin = "diphtheria-antitoxin";
    public const string HibVaccine = "hib-vaccine";
    public const string HepatitisAVaccine = "hepatitis-a-vaccine";
    public const string HepatitisBVaccine = "hepatitis-b-vaccine";
    public const string HepatitisABVaccine = "hepatitis-ab-vaccine";
    public const string NormalImmunoglobulin = "normal-immunoglobulin";
    public const string HepatitisBImmunoglobulin = "hepatitis-b-immunoglobulin";
    public const string PertussisVaccine = "pertussis-vaccine";
    /// <summary>One product for three diseases of the table: measles, mumps and rubella.</summary>
    public const string MmrVaccine = "mmr-vaccine";
    public const string MeningococcalVaccine = "meningococcal-vaccine";
    public const string PneumococcalVaccine = "pneumococcal-vaccine";
    public const string PolioVaccine = "polio-vaccine";
    public const string RabiesVaccine = "rabies-vaccine";
    public const string RabiesImmunoglobulin = "rabies-immunoglobulin";
    public const string TetanusVaccine = "tetanus-vaccine";
    public const string BcgVaccine = "bcg-vaccine";
    public const string VaricellaVaccine = "varicella-vaccine";
    public const string VaricellaImmunoglobulin = "varicella-immunoglobulin";

    public static readonly IReadOnlyList<string> All =
    [
        BotulismAntitoxin, DiphtheriaVaccine, DiphtheriaAntitoxin, HibVaccine, HepatitisAVaccine, HepatitisBVaccine,
        HepatitisABVaccine, NormalImmunoglobulin, HepatitisBImmunoglobulin, PertussisVaccine, MmrVaccine,
        MeningococcalVaccine, PneumococcalVaccine, PolioVaccine, RabiesVaccine, RabiesImmunoglobulin, TetanusVaccine,
        BcgVaccine, VaricellaVaccine, VaricellaImmunoglobulin,
    ];
}
