using System.CommandLine;
using Mesh.Benchmarks.Bus;

var root = new RootCommand("Measures the mesh beside floors that are measured in the same run.") { BusCommand.Of() };
return await root.Parse(args).InvokeAsync();
