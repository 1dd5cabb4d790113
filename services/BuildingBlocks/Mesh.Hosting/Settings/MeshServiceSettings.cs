using System.Diagnostics.CodeAnalysis;
using Mesh.Hosting.Storage;
using Mesh.Identity;
using Microsoft.Extensions.Configuration;

namespace Mesh.Hosting.Settings;

/// <summary>What a participation's service is told at start beside what every host is told.</summary>
public sealed record MeshServiceSettings : MeshHostSettings
{
    /// <summary>Nothing is told yet; every required member must be.</summary>
    public MeshServiceSettings()
    {
    }

    [SetsRequiredMembers]
    private MeshServiceSettings(MeshHostSettings host)
        : base(host)
    {
        DataFolder = "";
        AtRestKeysPath = "";
        SigningKeysPath = "";
    }

    /// <summary>Which participation this host serves.</summary>
    public required Participation Participation { get; init; }

    /// <summary>Folder of its database file; not used with <see cref="Storage"/>.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Its database on a PostgreSQL server; null when it is a SQLite file in the folder.</summary>
    public StoragePlace.Postgres? Storage { get; init; }

    /// <summary>Where its database is.</summary>
    public StoragePlace Place => Storage ?? (StoragePlace)new StoragePlace.SqliteFile(Path.Combine(DataFolder, Participation.Slug + ".db"));

    /// <summary>Keys for what is kept encrypted.</summary>
    public required string AtRestKeysPath { get; init; }

    /// <summary>Private keys with which the participation signs.</summary>
    public required string SigningKeysPath { get; init; }

    /// <summary>How much of its door other participations may use.</summary>
    public DoorLimits Door { get; init; } = new();

    /// <summary>Reads the section.</summary>
    /// <exception cref="SettingsException">Something is missing or malformed; every fault is named.</exception>
    public static MeshServiceSettings Read(IConfiguration configuration)
    {
        var reader = new SettingsReader(configuration.GetSection("Mesh"));
        var settings = new MeshServiceSettings(reader.Host())
        {
            Participation = reader.Participation("Participation"),
            Storage = reader.Storage(),
            DataFolder = reader.IsGiven("Storage") ? "" : reader.Text("DataFolder"),
            AtRestKeysPath = reader.Text("AtRestKeysPath"),
            SigningKeysPath = reader.Text("SigningKeysPath"),
            Door = DoorLimits.Read(reader),
        };
        reader.ThrowIfAny();
        return settings;
    }
}
