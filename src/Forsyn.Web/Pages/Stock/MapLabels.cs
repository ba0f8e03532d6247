namespace Forsyn.Web.Pages.Stock;

/// <summary>
/// Names for the largest circles, where there is room for them: inside, to the left or to the right. The largest cities
/// have theirs across smaller circles when there is no room.
/// </summary>
static class MapLabels
{
    const double Letter = 6.1, Line = 12;
    const int Candidates = 26, AtMost = 13, Cities = 9;

    public static IReadOnlyList<MapLabel> Of(IReadOnlyList<MapCircle> circles, double width)
    {
        var (labels, taken) =
            (new List<MapLabel>(), new List<(double Left, double Top, double Right, double Bottom)>());
        foreach (var circle in circles.OrderByDescending(circle => circle.Place.Population).Take(Candidates))
        {
            if (labels.Count == AtMost) break;
            var length = circle.Place.Name.Length * Letter;
            if (length < circle.Radius * 2 - 4)
            {
                Add(circle.X, "middle", circle.X - length / 2, circle.X + length / 2);
                continue;
            }
            var (left, right) = (circle.X - circle.Radius - 4, circle.X + circle.Radius + 4);
            if (Free(left - length, left)) Add(left, "end", left - length, left);
            else if (Free(right, right + length)) Add(right, "start", right, right + length);
            else if (labels.Count < Cities && Alone(circle.X - length / 2, circle.X + length / 2))
                Add(circle.X, "middle", circle.X - length / 2, circle.X + length / 2);

            bool Alone(double from, double to) => from > 0 && to < width
                && !taken.Any(box => from < box.Right && to > box.Left
                    && circle.Y - Line / 2 < box.Bottom && circle.Y + Line / 2 > box.Top);

            bool Free(double from, double to) =>
                Alone(from, to)
                    && !circles.Any(other => other != circle && Near(other, from, to, circle.Y) < other.Radius);

            // A name that is shown on small windows too is written larger there, and needs the room.
            bool Apart() => !labels.Any(label => label.IsCity && Math.Abs(label.X - circle.X) < 90
                && Math.Abs(label.Y - circle.Y) < 26);

            void Add(double x, string anchor, double from, double to)
            {
                labels.Add(new(circle.Place.Name, x, circle.Y, anchor, IsCity: labels.Count < Cities && Apart()));
                taken.Add((from, circle.Y - Line / 2, to, circle.Y + Line / 2));
            }
        }
        return labels;
    }

    /// <summary>How far a circle's middle is from a line of letters.</summary>
    static double Near(MapCircle circle, double from, double to, double y)
    {
        var dx = Math.Max(Math.Max(from - circle.X, 0), circle.X - to);
        var dy = Math.Max(Math.Abs(circle.Y - y) - Line / 2, 0);
        return Math.Sqrt(dx * dx + dy * dy);
    }
}
