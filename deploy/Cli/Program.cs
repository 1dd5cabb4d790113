using Mesh.Cli;

return await MeshCommand.Root(Terminal.OfProcess()).Parse(args).InvokeAsync();
