using System.Data;
using Dapper;

namespace Forsyn.App.Database;

/// <summary>
/// The values of "in @name": written out as (@name0, @name1, …) for both databases, since Dapper by itself sends
/// PostgreSQL one array, which "in" does not take. The row is filled up to a power of two, so that few statements
/// differ; an empty row is met by nothing.
/// </summary>
public sealed class InList(IEnumerable<object> values) : SqlMapper.ICustomQueryParameter
{
    readonly object[] _values = [.. values];

    public static InList Of(IEnumerable<string> texts) => new(texts);
    public static InList Of(IEnumerable<long> numbers) => new(numbers.Cast<object>());

    public void AddParameter(IDbCommand command, string name)
    {
        var places = new List<string>();
        for (var i = 0; i < Width(_values.Length); i++)
        {
            var place = command.CreateParameter();
            place.ParameterName = $"{name}{i}";
            place.Value = _values[Math.Min(i, _values.Length - 1)];
            command.Parameters.Add(place);
            places.Add($"@{name}{i}");
        }
        var list = places.Count == 0 ? "(null)" : $"({string.Join(", ", places)})";
        command.CommandText = System.Text.RegularExpressions.Regex.Replace(command.CommandText, $@"@{name}\b", list);
    }

    static int Width(int count)
    {
        var width = count == 0 ? 0 : 1;
        while (width < count) width *= 2;
        return width;
    }
}
