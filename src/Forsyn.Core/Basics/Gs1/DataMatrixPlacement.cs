namespace Forsyn.Core.Basics.Gs1;

/// <summary>
/// Where the bits of the codewords lie in an ECC 200 symbol (ISO/IEC 16022, annex F), frames left out.
/// </summary>
sealed class DataMatrixPlacement
{
    readonly int _side;
    readonly byte[] _words;
    readonly bool?[,] _modules;

    DataMatrixPlacement(byte[] words, int side) => (_words, _side, _modules) = (words, side, new bool?[side, side]);

    internal static bool[,] Place(byte[] words, int side)
    {
        var placement = new DataMatrixPlacement(words, side);
        placement.PlaceAll();
        var modules = new bool[side, side];
        for (var row = 0; row < side; row++)
            for (var column = 0; column < side; column++)
                modules[row, column] = placement._modules[row, column] ?? false;
        return modules;
    }

    void PlaceAll()
    {
        var (word, row, column) = (0, 4, 0);
        do
        {
            if (row == _side && column == 0) Corner(word++, BottomLeft);
            if (row == _side - 2 && column == 0 && _side % 4 != 0) Corner(word++, BottomLeftNarrow);
            if (row == _side - 2 && column == 0 && _side % 8 == 4) Corner(word++, BottomLeftWide);
            if (row == _side + 4 && column == 2 && _side % 8 == 0) Corner(word++, TopRight);
            // Up and to the right, then down and to the left, in diagonals of L-shaped codewords.
            do
            {
                if (row < _side && column >= 0 && _modules[row, column] is null) Shape(word++, row, column);
                (row, column) = (row - 2, column + 2);
            } while (row >= 0 && column < _side);
            (row, column) = (row + 1, column + 3);
            do
            {
                if (row >= 0 && column < _side && _modules[row, column] is null) Shape(word++, row, column);
                (row, column) = (row + 2, column - 2);
            } while (row < _side && column >= 0);
            (row, column) = (row + 3, column + 1);
        } while (row < _side || column < _side);
        // Where the sides are no multiple of four, two modules of the last corner stay free and get a fixed pattern.
        if (_modules[_side - 1, _side - 1] is null)
            _modules[_side - 1, _side - 1] = _modules[_side - 2, _side - 2] = true;
    }

    // Bit 1 is the most significant. Negative rows and columns are counted from the far side, here and below.
    static readonly (
        int Row, int Column)[] Usual = [(-2, -2), (-2, -1), (-1, -2), (-1, -1), (-1, 0), (0, -2), (0, -1), (0, 0)];
    static readonly (
        int Row, int Column)[] BottomLeft = [(-1, 0), (-1, 1), (-1, 2), (0, -2), (0, -1), (1, -1), (2, -1), (3, -1)];
    static readonly (int Row, int Column)[] BottomLeftNarrow =
        [(-3, 0), (-2, 0), (-1, 0), (0, -4), (0, -3), (0, -2), (0, -1), (1, -1)];
    static readonly (int Row, int Column)[] BottomLeftWide =
        [(-3, 0), (-2, 0), (-1, 0), (0, -2), (0, -1), (1, -1), (2, -1), (3, -1)];
    static readonly (
        int Row, int Column)[] TopRight = [(-1, 0), (-1, -1), (0, -3), (0, -2), (0, -1), (1, -3), (1, -2), (1, -1)];

    void Corner(int word, (int Row, int Column)[] places)
    {
        for (var bit = 0; bit < 8; bit++)
            Set(places[bit].Row < 0 ? places[bit].Row + _side : places[bit].Row,
                places[bit].Column < 0 ? places[bit].Column + _side : places[bit].Column, word, bit);
    }

    // A shape that hangs over an edge goes on at the other side, moved so that it fits with its neighbours there.
    void Shape(int word, int row, int column)
    {
        for (var bit = 0; bit < 8; bit++)
        {
            var (r, c) = (row + Usual[bit].Row, column + Usual[bit].Column);
            if (r < 0) (r, c) = (r + _side, c + 4 - (_side + 4) % 8);
            if (c < 0) (r, c) = (r + 4 - (_side + 4) % 8, c + _side);
            Set(r, c, word, bit);
        }
    }

    void Set(int row, int column, int word, int bit) => _modules[row, column] = (_words[word] >> (7 - bit) & 1) == 1;
}
