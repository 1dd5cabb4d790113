using System.CommandLine;
using Mesh.Local;

var data = new Option<string>("--data")
{
    Description = "Folder of databases, certificates, keys and logs.",
    DefaultValueFactory = _ => Path.Combine(".mesh", "local"),
    Recursive = true,
};
var firstPort = new Option<int>("--first-port")
{
    Description = "Port of the gateway; the others follow.",
    DefaultValueFactory = _ => LocalOptions.UsualFirstPort,
    Recursive = true,
};
var reset = new Option<bool>("--reset") { Description = "Start anew: empty the data folder first.", Recursive = true };
var exit = new Option<bool>("--exit") { Description = "End after the journeys, with their exit code.", Recursive = true };
var files = new Argument<string[]>("files") { Description = "Scenario files.", Arity = ArgumentArity.OneOrMore };
var play = new Command("play", "Play these scenario files instead of the journeys that come with the mesh; then end.") { files };
var folder = new Option<string>("--folder") { Description = "Where they are written.", DefaultValueFactory = _ => Documents.Folder };
var document = new Command("document", "Write the documents of what the hosts serve (OpenAPI, bus, who may call what) and of the law they go by; then end.") { folder };
var root = new RootCommand("The whole mesh in one process: plays its journeys, then serves until Ctrl-C.") { data, firstPort, reset, exit, play, document };

root.SetAction((parsed, cancellation) => Launcher.RunAsync(
    new LocalOptions(parsed.GetValue(data)!, parsed.GetValue(firstPort), parsed.GetValue(reset), parsed.GetValue(exit), []), cancellation));
play.SetAction((parsed, cancellation) => Launcher.RunAsync(
    new LocalOptions(parsed.GetValue(data)!, parsed.GetValue(firstPort), parsed.GetValue(reset), Exit: true, parsed.GetValue(files)!), cancellation));
document.SetAction((parsed, cancellation) => Launcher.DocumentAsync(
    new LocalOptions(parsed.GetValue(data)!, parsed.GetValue(firstPort), parsed.GetValue(reset), Exit: true, []), parsed.GetValue(folder)!, cancellation));
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(60) });
