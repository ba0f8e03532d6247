using QRCoder;

namespace Forsyn.App.Documents;

/// <summary>Draws an address as a QR code, which any telephone opens.</summary>
public static class QrCode
{
    /// <summary>The modules, true where dark, rows from the top, with the quiet zone of four modules.</summary>
    public static bool[,] Of(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = data.ModuleMatrix;
        var modules = new bool[rows.Count, rows.Count];
        for (var row = 0; row < rows.Count; row++)
            for (var column = 0; column < rows.Count; column++) modules[row, column] = rows[row][column];
        return modules;
    }
}
