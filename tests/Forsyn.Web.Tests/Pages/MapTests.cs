using Forsyn.App.Stock;
using Forsyn.Tests;
using Forsyn.Web.Pages.Stock;

namespace Forsyn.Web.Tests.Pages;

public class MapTests(ForsynServer server)
{
    [Fact]
    public void North_is_up_east_is_right_and_equal_areas_stay_equal()
    {
        var (south, north) = (MapProjection.Of(58.1, 8), MapProjection.Of(71, 25));
        Assert.True(north.Y < south.Y && north.X > south.X);
        // Two fields of one degree, far from each other, each compared with what the globe says of it.
        Assert.Equal(Globe(59) / Globe(70), Field(59, 7) / Field(70, 28), 3);

        static double Globe(double latitude) =>
            Math.Sin((latitude + 1) * Math.PI / 180) - Math.Sin(latitude * Math.PI / 180);
        static double Field(double latitude, double longitude)
        {
            var corners = new[] { (0, 0), (0, 1), (1, 1), (1, 0) }
                .Select(c => MapProjection.Of(latitude + c.Item1, longitude + c.Item2)).ToList();
            return Math.Abs(corners.Zip(corners.Skip(1).Append(corners[0]), (a, b) => a.X * b.Y - b.X * a.Y).Sum()) / 2;
        }
    }

    [Fact]
    public async Task No_circle_hides_another_and_none_leaves_the_frame()
    {
        var places = await OverviewMap.Run(server.Database, new(), Databases.SeededAt);
        var map = MapLayout.Of(places);
        Assert.Equal(357, map.Circles.Count);
        Assert.All(map.Circles, circle => Assert.True(circle.X > circle.Radius && circle.Y > circle.Radius
            && circle.X + circle.Radius < map.Width && circle.Y + circle.Radius < map.Height));
        foreach (var (one, other) in map.Circles.SelectMany((one, i) => map.Circles.Skip(i + 1), (a, b) => (a, b)))
            Assert.True(Math.Sqrt(Math.Pow(one.X - other.X, 2) + Math.Pow(one.Y - other.Y, 2))
                > Math.Max(one.Radius, other.Radius), $"{one.Place.Name} and {other.Place.Name}");
        Assert.Contains("Oslo", map.Labels.Select(label => label.Text));
        Assert.Contains("Tromsø", map.Labels.Select(label => label.Text));
    }

    [Fact]
    public void Colours_divide_the_places_evenly_and_nothing_has_none()
    {
        var scale = MapScale.Of(Enumerable.Range(1, 100).Select(i => (long)i).Append(0));
        Assert.Equal(0, scale.ClassOf(0));
        Assert.Equal(0, scale.ClassOf(-3));
        Assert.Equal([(1, 1, 20), (2, 21, 40), (3, 41, 60), (4, 61, 80), (5, 81, null)], scale.Legend);
        Assert.Equal([20, 20, 20, 20, 20],
            Enumerable.Range(1, 100).GroupBy(i => scale.ClassOf(i)).OrderBy(g => g.Key).Select(g => g.Count()));
        Assert.Equal([(5, 1L, (long?)null)], MapScale.Of([1, 1, 1]).Legend);
        Assert.Empty(MapScale.Of([0]).Legend);
    }
}
