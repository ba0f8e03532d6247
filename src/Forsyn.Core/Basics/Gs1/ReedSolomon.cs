namespace Forsyn.Core.Basics.Gs1;

/// <summary>The error correction of ECC 200: Reed–Solomon over 256 elements, polynomial 301, first root 2.</summary>
static class ReedSolomon
{
    const int Polynomial = 301;
    static readonly byte[] Power = Powers();
    static readonly int[] Logarithm = Logarithms();

    internal static byte[] Check(ReadOnlySpan<byte> data, int count)
    {
        var generator = Generator(count);
        var rest = new byte[count];
        foreach (var word in data)
        {
            var factor = (byte)(word ^ rest[0]);
            for (var i = 0; i < count; i++)
                rest[i] = (byte)((i + 1 < count ? rest[i + 1] : 0) ^ Times(factor, generator[i]));
        }
        return rest;
    }

    // Coefficients below the leading one, highest first, of (x − 2)(x − 2²)…
    static byte[] Generator(int count)
    {
        var product = new byte[count + 1];
        product[0] = 1;
        for (var root = 1; root <= count; root++)
            for (var i = root; i > 0; i--)
                product[i] ^= Times(product[i - 1], Power[root]);
        return product[1..];
    }

    static byte Times(byte a, byte b) => a == 0 || b == 0 ? (byte)0 : Power[(Logarithm[a] + Logarithm[b]) % 255];

    static byte[] Powers()
    {
        var powers = new byte[256];
        for (int i = 0, value = 1; i < 256; i++, value = value < 128 ? value * 2 : value * 2 ^ Polynomial) powers[i] =
            (byte)value;
        return powers;
    }

    static int[] Logarithms()
    {
        var logarithms = new int[256];
        for (var i = 0; i < 255; i++) logarithms[Power[i]] = i;
        return logarithms;
    }
}
