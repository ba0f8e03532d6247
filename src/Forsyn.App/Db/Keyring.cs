using System.Security.Cryptography;
using System.Text;

namespace Forsyn.App.Database;

/// <summary>
/// The keys for what may not lie readable in the database. The first writes; all of them read, so that a key can be
/// exchanged while the rows it wrote are still there. A key is known by a part of its hash.
/// </summary>
public sealed class Keyring
{
    /// <summary>No key: nothing that must be hidden can be kept.</summary>
    public static readonly Keyring None = new(() => []);

    readonly Lazy<IReadOnlyList<Key>> _keys;

    Keyring(Func<IReadOnlyList<Key>> keys) => _keys = new(keys);

    public Key? Current => _keys.Value.Count > 0 ? _keys.Value[0] : null;
    public IReadOnlyList<Key> All => _keys.Value;
    public Key? Find(string id) => _keys.Value.FirstOrDefault(key => key.Id == id);

    /// <summary>Keys as base64 of 32 bytes each, parted by space, comma or line; the newest first.</summary>
    public static Keyring Parse(string text)
    {
        var keys = Read(text, "the configured key");
        return new(() => keys);
    }

    /// <summary>The keys of a file, read when the first of them is needed.</summary>
    public static Keyring OfFile(string path) => new(() => Read(File.ReadAllText(path), path));

    /// <summary>
    /// A file beside the database, made when a key is first needed, readable by its owner only: for demonstrations.
    /// </summary>
    public static Keyring Beside(string connection) => new(() =>
    {
        var path = connection.Contains("host=", StringComparison.OrdinalIgnoreCase)
            ? Path.Combine(".forsyn", "patient-key") : $"{connection}.patient-key";
        if (!File.Exists(path)) Make(path);
        return Read(File.ReadAllText(path), path);
    });

    /// <summary>The key or key file that is configured, otherwise what stands beside a demonstration.</summary>
    public static Keyring Of(string? keys, string? file, string connection, bool demo) =>
        !string.IsNullOrWhiteSpace(keys) ? Parse(keys)
        : !string.IsNullOrWhiteSpace(file) ? OfFile(file)
        : demo ? Beside(connection) : None;

    /// <summary>A new key as it is written in a file or a setting.</summary>
    public static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(Key.Length));

    static IReadOnlyList<Key> Read(string text, string where)
    {
        var words = text.Split([' ', ',', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0) throw new IOException($"{where} holds no key");
        return [.. words.Select((word, i) => Key.Parse(word)
            ?? throw new IOException($"{where}: key {i + 1} is not base64 of {Key.Length} bytes"))];
    }

    static void Make(string path)
    {
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using var file = new FileStream(path, options);
            file.Write(Encoding.ASCII.GetBytes(NewKey() + "\n"));
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was faster; its key is as good.
        }
    }
}

/// <summary>
/// One key, from which a key for hiding (AES-256-GCM) and one for finding (HMAC-SHA-256) are drawn. What is hidden is
/// bound to what it belongs to, so that it cannot be moved to another row.
/// </summary>
public sealed class Key
{
    public const int Length = 32;
    static readonly int NonceLength = AesGcm.NonceByteSizes.MaxSize, TagLength = AesGcm.TagByteSizes.MaxSize;
    readonly byte[] _hide, _find;

    public string Id { get; }

    Key(byte[] secret)
    {
        Id = Convert.ToHexStringLower(SHA256.HashData(secret))[..12];
        _hide = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, Length, info: "hide"u8.ToArray());
        _find = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, Length, info: "find"u8.ToArray());
    }

    public static Key? Parse(string base64)
    {
        var bytes = new byte[Length];
        return Convert.TryFromBase64String(base64, bytes, out var read) && read == Length ? new Key(bytes) : null;
    }

    /// <summary>Nonce and cipher with its tag, as base64.</summary>
    public (string Nonce, string Cipher) Hide(string text, string belongsTo)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var hidden = Hide(plain, belongsTo);
        CryptographicOperations.ZeroMemory(plain);
        return (Convert.ToBase64String(hidden, 0, NonceLength),
            Convert.ToBase64String(hidden, NonceLength, hidden.Length - NonceLength));
    }

    /// <summary>Throws InvariantBroken where cipher, key or what it belongs to is another.</summary>
    public string Show(string nonce, string cipher, string belongsTo) => Encoding.UTF8.GetString(
        Show([.. Convert.FromBase64String(nonce), .. Convert.FromBase64String(cipher)], belongsTo));

    /// <summary>A file: nonce, cipher and tag, one behind the other.</summary>
    public byte[] Hide(byte[] plain, string belongsTo)
    {
        var hidden = new byte[NonceLength + plain.Length + TagLength];
        RandomNumberGenerator.Fill(hidden.AsSpan(0, NonceLength));
        using var aes = new AesGcm(_hide, TagLength);
        aes.Encrypt(hidden.AsSpan(0, NonceLength), plain, hidden.AsSpan(NonceLength, plain.Length),
            hidden.AsSpan(NonceLength + plain.Length), Encoding.UTF8.GetBytes(belongsTo));
        return hidden;
    }

    /// <summary>Throws InvariantBroken where cipher, key or what it belongs to is another.</summary>
    public byte[] Show(byte[] hidden, string belongsTo)
    {
        if (hidden.Length < NonceLength + TagLength) throw Moved(belongsTo);
        var plain = new byte[hidden.Length - NonceLength - TagLength];
        using var aes = new AesGcm(_hide, TagLength);
        try
        {
            aes.Decrypt(hidden.AsSpan(0, NonceLength), hidden.AsSpan(NonceLength, plain.Length),
                hidden.AsSpan(NonceLength + plain.Length), plain, Encoding.UTF8.GetBytes(belongsTo));
        }
        catch (AuthenticationTagMismatchException)
        {
            throw Moved(belongsTo);
        }
        return plain;
    }

    static InvariantBroken Moved(string belongsTo) => new($"what is hidden for {belongsTo} has been changed or moved");

    /// <summary>The same text gives the same hash, and without the key nobody can try texts out.</summary>
    public string Hash(string text) => Convert.ToBase64String(HMACSHA256.HashData(_find, Encoding.UTF8.GetBytes(text)));

    public override string ToString() => $"key {Id}";
}
