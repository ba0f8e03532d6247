namespace Forsyn.Web.Pages.Stock;

/// <summary>Where figures stand in a drawing.</summary>
static class ChartScale
{
    /// <summary>
    /// A round number, not below the highest figure, that parts in whole steps; zero where there is nothing to draw.
    /// </summary>
    public static long Top(long highest, int steps)
    {
        if (highest <= 0) return 0;
        for (var power = 1L; ; power *= 10)
            foreach (var round in (long[])[1, 2, 3, 4, 5, 6, 8])
                if (round * power * steps >= highest) return round * power * steps;
    }

    /// <summary>How far below the upper edge, in the units of the drawing.</summary>
    public static double Y(long value, long top, int height) => height - value * (double)height / top;
}
