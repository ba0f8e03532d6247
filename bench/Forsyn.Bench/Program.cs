using Forsyn.Bench;

return args switch
{
    ["fest", .. var rest] => await FestBench.Run(rest),
    ["orders", .. var rest] => await OrdersBench.Run(rest),
    ["allocate", .. var rest] => await AllocateBench.Run(rest),
    ["reports", .. var rest] => await ReportsBench.Run(rest),
    ["count", .. var rest] => await CountBench.Run(rest),
    ["obligations", .. var rest] => await ObligationsBench.Run(rest),
    ["national", .. var rest] => await NationalBench.Run(rest),
    ["web", .. var rest] => await WebBench.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("bench fest [megabytes] [--postgres CONNECTION]   FEST beside a bare XmlReader pass");
    Console.Error.WriteLine("bench orders [--postgres CONNECTION] [--seconds N]   orders a second beside pgbench");
    Console.Error.WriteLine("bench allocate [--postgres CONNECTION] [--lines N]   one very long order");
    Console.Error.WriteLine(
        "bench reports [--postgres CONNECTION | --sqlite FILE] [--lines N]   a wholesaler's report");
    Console.Error.WriteLine(
        "bench obligations [--size national|SHARE]   the stockpile duty from thirty million lines of sales");
    Console.Error.WriteLine(
        "bench national [--folder FOLDER] [--size national|SHARE] [--plans FILE]   a country at national size");
    Console.Error.WriteLine("bench web [--seconds N] [--users N] [--postgres CONNECTION]   fifty people over HTTP");
    Console.Error.WriteLine("bench count [--postgres CONNECTION | --sqlite FILE] [--lines N]   a count of thousands");
    return 2;
}
