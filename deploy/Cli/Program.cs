using Mesh.Cli;

return await MeshCommand.RunAsync(Terminal.OfProcess(), args, CancellationToken.None);
