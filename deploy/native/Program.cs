using System.CommandLine;
using Mesh.Native;
using Mesh.Topology;

var data = new Option<string>("--data")
{
    Description = "Folder of databases, queues, certificates, keys, passwords and logs.",
    DefaultValueFactory = _ => Path.Combine(".mesh", "native"),
};
var firstPort = new Option<int>("--first-port") { Description = "Port of the gateway; the others follow.", DefaultValueFactory = _ => NativeSite.UsualFirstPort };
var reset = new Option<bool>("--reset") { Description = "Start anew: empty the data folder first." };
var serve = new Option<bool>("--serve") { Description = "Serve until Ctrl-C after the journeys." };
var replicas = new Option<int>("--replicas") { Description = "Processes of each service on its one database and of the gateway, behind a balancer.", DefaultValueFactory = _ => 1 };
replicas.Validators.Add(result =>
{
    if (result.GetValueOrDefault<int>() is < 1 or > 5)
    {
        result.AddError("--replicas is 1 to 5.");
    }
});
var replicate = new Option<string[]>("--replicate") { Description = "Only of these hosts, by name; otherwise of all these.", DefaultValueFactory = _ => [] };
var files = new Argument<string[]>("files") { Description = "Scenario files, instead of the journeys that come with the mesh.", Arity = ArgumentArity.ZeroOrMore };
var root = new RootCommand("The whole mesh on real servers of this machine: PostgreSQL, RabbitMQ, and every host a process. Plays its journeys, then stops.")
{
    files, data, firstPort, reset, serve, replicas, replicate,
};
root.SetAction((parsed, cancellation) => Launcher.RunAsync(
    new NativeOptions(
        parsed.GetValue(data)!,
        parsed.GetValue(firstPort),
        parsed.GetValue(reset),
        parsed.GetValue(serve),
        parsed.GetValue(replicas),
        parsed.GetValue(replicate)!,
        parsed.GetValue(files)!), cancellation));
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(60) });
