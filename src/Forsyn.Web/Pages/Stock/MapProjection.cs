namespace Forsyn.Web.Pages.Stock;

/// <summary>
/// Degrees to a plane on which equal areas stay equal: Lambert's azimuthal projection about the middle of Norway.
/// </summary>
public static class MapProjection
{
    const double Radian = Math.PI / 180, Latitude = 65 * Radian, Longitude = 15 * Radian;

    /// <summary>East and south of the middle, in radii of the earth; south grows downwards, as on a page.</summary>
    public static (double X, double Y) Of(double latitude, double longitude)
    {
        var (north, east) = (latitude * Radian, longitude * Radian - Longitude);
        var near = 1 + Math.Sin(Latitude) * Math.Sin(north) + Math.Cos(Latitude) * Math.Cos(north) * Math.Cos(east);
        var scale = Math.Sqrt(2 / near);
        return (scale * Math.Cos(north) * Math.Sin(east),
            -scale * (Math.Cos(Latitude) * Math.Sin(north) - Math.Sin(Latitude) * Math.Cos(north) * Math.Cos(east)));
    }
}
