using System.CommandLine;
using Mesh.Benchmarks.Bus;
using Mesh.Benchmarks.Door;
using Mesh.Benchmarks.Statutes;

var root = new RootCommand("Measures the mesh beside floors that are measured in the same run.") { BusCommand.Of(), DoorCommand.Of(), LoadClient.Of(), StatutesCommand.Of() };
return await root.Parse(args).InvokeAsync();
