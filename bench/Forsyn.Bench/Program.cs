using Forsyn.Bench;

return args switch
{
    ["fest", .. var rest] => await FestBench.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("bench fest [megabytes] [--postgres CONNECTION]   FEST import beside a bare XmlReader pass");
    return 2;
}
