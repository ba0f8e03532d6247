using System.Collections.Concurrent;
using Forsyn.App.Stock;

namespace Forsyn.Web.Pages.Stock;

/// <summary>A municipality as a circle on the page.</summary>
public sealed class MapCircle(MapPlace place, double x, double y, double radius)
{
    public MapPlace Place => place;
    public double X { get; set; } = x;
    public double Y { get; set; } = y;
    public double Radius => radius;
    public double HomeX { get; } = x;
    public double HomeY { get; } = y;
}

/// <summary>The name of a municipality beside its circle, or across it.</summary>
public sealed record MapLabel(string Text, double X, double Y, string Anchor, bool IsCity);

/// <summary>
/// Where the circles lie. Their area follows the population; where people live close they would cover each other, so
/// they are pushed apart until none hides another, each held back towards its own place.
/// </summary>
public sealed record MapLayout(
    IReadOnlyList<MapCircle> Circles, IReadOnlyList<MapLabel> Labels, double Width, double Height)
{
    const double Side = 560, Margin = 14, Share = 0.042, Smallest = 2.4, Largest = 64, Gap = 0.7, Narrowest = Side / 2;
    const int Rounds = 90;

    /// <summary>A radius on this map for so many people.</summary>
    public double Scale { get; private init; }
    public double RadiusOf(long people) => Math.Max(Smallest, Scale * Math.Sqrt(people));

    // The same places lie the same way whatever they hold, and pushing a country apart takes longer than the rest of
    // a page: the country, its counties, and room to spare for others.
    static readonly ConcurrentDictionary<string, MapLayout> Made = new();
    const int Kept = 64;

    public static MapLayout Of(IReadOnlyList<MapPlace> places)
    {
        if (Made.Count > Kept) Made.Clear();
        var made = Made.GetOrAdd(string.Join('|', places.Select(place =>
            $"{place.Number} {place.Name} {place.Population} {place.Latitude} {place.Longitude}")), _ => Make(places));
        var now = places.ToDictionary(place => place.Number);
        return made with
        {
            Circles = [.. made.Circles.Select(circle =>
                new MapCircle(now[circle.Place.Number], circle.X, circle.Y, circle.Radius))],
        };
    }

    static MapLayout Make(IReadOnlyList<MapPlace> places)
    {
        var points = places.Select(place => MapProjection.Of(place.Latitude, place.Longitude)).ToList();
        if (points.Count == 0) return new([], [], Side, Side);
        var (left, top) = (points.Min(p => p.X), points.Min(p => p.Y));
        var (wide, high) = (points.Max(p => p.X) - left, points.Max(p => p.Y) - top);
        var zoom = (Side - 2 * Margin) / Math.Max(Math.Max(wide, high * 0.8), 0.005);
        var people = Math.Sqrt(places.Max(place => place.Population));
        var scale = Math.Sqrt(
            Share * (wide * zoom + 60) * (high * zoom + 60) / Math.PI / places.Sum(p => p.Population));
        scale = Math.Min(scale, Largest / people);
        var circles = places.Zip(points, (place, p) => new MapCircle(place, (p.X - left) * zoom, (p.Y - top) * zoom,
            Math.Max(Smallest, scale * Math.Sqrt(place.Population)))).ToList();
        PushApart(circles);
        var (width, height) = Frame(circles);
        return new(circles, MapLabels.Of(circles, width), width, height) { Scale = scale };
    }

    static void PushApart(List<MapCircle> circles)
    {
        for (var round = 0; round < Rounds; round++)
        {
            // Drawn home less and less, and not at all in the last third, so that what still overlaps comes apart.
            var home = Math.Max(0, 0.08 * (1 - 1.5 * round / Rounds));
            circles.Sort((a, b) => a.X.CompareTo(b.X));
            foreach (var circle in circles)
            {
                circle.X += (circle.HomeX - circle.X) * home;
                circle.Y += (circle.HomeY - circle.Y) * home;
            }
            var reach = 2 * circles.Max(circle => circle.Radius) + Gap;
            for (var i = 0; i < circles.Count; i++)
                for (var j = i + 1; j < circles.Count && circles[j].X - circles[i].X < reach; j++)
                    Part(circles[i], circles[j]);
        }
    }

    // The larger of two gives way the less.
    static void Part(MapCircle one, MapCircle other)
    {
        var (dx, dy) = (other.X - one.X, other.Y - one.Y);
        var apart = Math.Sqrt(dx * dx + dy * dy);
        var overlap = one.Radius + other.Radius + Gap - apart;
        if (overlap <= 0) return;
        if (apart < 0.001) (dx, dy, apart) = (0, 1, 1);
        var (weight, otherWeight) = (one.Radius * one.Radius, other.Radius * other.Radius);
        var (back, forth) = (otherWeight / (weight + otherWeight), weight / (weight + otherWeight));
        one.X -= dx / apart * overlap * back;
        one.Y -= dy / apart * overlap * back;
        other.X += dx / apart * overlap * forth;
        other.Y += dy / apart * overlap * forth;
    }

    // Never so narrow that names are drawn larger than the map: a county may be one municipality.
    static (double Width, double Height) Frame(List<MapCircle> circles)
    {
        var (left, right) = (circles.Min(c => c.X - c.Radius) - Margin, circles.Max(c => c.X + c.Radius) + Margin);
        var (top, bottom) = (circles.Min(c => c.Y - c.Radius) - Margin, circles.Max(c => c.Y + c.Radius) + Margin);
        left -= Math.Max(0, Narrowest - (right - left)) / 2;
        foreach (var circle in circles) (circle.X, circle.Y) = (circle.X - left, circle.Y - top);
        return (Math.Max(Narrowest, right - left), bottom - top);
    }
}
