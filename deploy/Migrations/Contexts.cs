using Mesh.Hosting.Storage;
using Mesh.Kela.Storage;
using Mesh.Municipality.Storage;
using Mesh.TeOffice.Storage;
using Mesh.WellbeingRegion.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Mesh.Migrations;

/// <summary>A context whose model is PostgreSQL's, on no server: dotnet-ef only compares models.</summary>
internal abstract class Offline<TContext> : IDesignTimeDbContextFactory<TContext>
    where TContext : DbContext
{
    public TContext CreateDbContext(string[] args) => PostgresModel.Of<TContext>();
}

internal sealed class Kela : Offline<KelaDbContext>;

internal sealed class Municipality : Offline<MunicipalityDbContext>;

internal sealed class TeOffice : Offline<TeOfficeDbContext>;

internal sealed class WellbeingRegion : Offline<WellbeingRegionDbContext>;

internal static class Program
{
    private static int Main()
    {
        Console.Error.WriteLine("This program only lets dotnet-ef see the services' models: deploy/Migrations/migrations.sh");
        return 2;
    }
}
