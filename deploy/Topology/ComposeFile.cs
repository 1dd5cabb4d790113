using Mesh.Identity;

namespace Mesh.Topology;

/// <summary>
/// The compose file: the production topology on one page. What all containers of a kind have in common stands once, above; a participation
/// is three services: its host, its database, and the job that migrates it.
/// </summary>
internal static class ComposeFile
{
    /// <summary>The file.</summary>
    public static string Text(ParticipantDirectory directory, IReadOnlyList<HostPlan> plans, Site site)
    {
        var participations = plans.Where(plan => plan.Participation is not null).ToList();
        return ComposeFrame.Head
            + string.Concat(plans.DistinctBy(plan => plan.Assembly).Select(Program))
            + ComposeFrame.MigrationProgram
            + "services:\n"
            + string.Concat(participations.Select(plan => Participation(plan, directory.Find(plan.Participation!.Value)!, site)))
            + FrontDoor(plans.Single(plan => plan.Name == Site.GatewayName), "0.0.0.0:${MESH_GATEWAY_PORT:-7400}", "The front door: people's applications and operators.")
            + string.Concat(plans.Where(plan => plan.Name == Site.IdentityProviderName).Select(plan => FrontDoor(plan, "127.0.0.1:${MESH_IDENTITY_PORT:-7420}", "Where people sign in, in a demonstration, hence on the loopback address only; elsewhere an OpenID provider of one's own takes its place.")))
            + ComposeFrame.Servers
            + "networks:\n"
            + ComposeFrame.Networks
            + string.Concat(participations.Select(plan => $"  {plan.Name}-store:\n    internal: true\n"))
            + "\nvolumes:\n"
            + ComposeFrame.Volumes
            + string.Concat(participations.Select(plan => $"  {plan.Name}-database:\n"));
    }

    // The program's own `health` asks it under its own certificate: the image has no shell and no curl to ask with.
    private static string Program(HostPlan plan) => $$"""
        x-{{Anchor(plan)}}: &{{Anchor(plan)}}
          build:
            context: .
            dockerfile: deploy/docker/Dockerfile
            args: { PROJECT: {{plan.Project}} }
          image: tyollisyys-mesh/{{plan.Assembly.ToLowerInvariant()}}:${MESH_VERSION:-development}
          entrypoint: ["dotnet", "{{plan.Assembly}}.dll"]
          healthcheck:
            interval: 15s
            timeout: 10s
            retries: 4
            start_period: 60s
            test: ["CMD", "dotnet", "{{plan.Assembly}}.dll", "health"]


        """;

    private static string Participation(HostPlan plan, DirectoryEntry entry, Site site)
    {
        var participation = plan.Participation!.Value;
        var (database, name) = (site.DatabaseOf(participation), Site.DatabaseNameOf(participation));
        return $$"""
              # {{entry.Name.Fi}}: {{participation}}
              {{plan.Name}}:
                <<: [*{{Anchor(plan)}}, *host, *hardened]
                env_file: {{TopologyFiles.EnvironmentOf(plan)}}
                networks: [mesh, bus, telemetry, {{plan.Name}}-store]
                depends_on:
                  {{plan.Name}}-migration: { condition: service_completed_successfully }
                volumes:
                  - *common
                  - {{Mount("hosts/" + plan.Name, ComposeSite.OwnFolder)}}
                  - {{Mount("data/" + plan.Name, ComposeSite.DataFolder, isWritten: true)}}

              {{plan.Name}}-migration:
                <<: [*migration, *host, *hardened]
                command:
                  - migrate
                  - --at={{participation}}
                  - --host={{database.Host}}
                  - --port={{database.Port}}
                  - --database={{name}}
                  - --owner={{name}}_owner
                  - --password-file={{ComposeSite.OwnFolder}}/owner.password
                  - --serving={{name}}_serving
                  - --root-certificate={{site.DatabaseRoots}}
                networks: [{{plan.Name}}-store]
                depends_on:
                  {{database.Host}}: { condition: service_healthy }
                volumes:
                  - *common
                  - {{Mount("migrations/" + plan.Name, ComposeSite.OwnFolder)}}

              {{database.Host}}:
                <<: [*database, *hardened]
                environment:
                  <<: *database-environment
                  MESH_DATABASE: {{name}}
                networks: [{{plan.Name}}-store]
                volumes:
                  - *start
                  - *roles
                  - *access
                  - {{Mount("databases/" + plan.Name, ComposeSite.OwnFolder)}}
                  - {{plan.Name}}-database:/var/lib/postgresql


            """;
    }

    private static string FrontDoor(HostPlan plan, string port, string what) => $$"""
          # {{what}}
          {{plan.Name}}:
            <<: [*{{Anchor(plan)}}, *host, *hardened]
            env_file: {{TopologyFiles.EnvironmentOf(plan)}}
            networks: [front, mesh, telemetry]
            ports: ["{{port}}:{{ComposeSite.HostPort}}"]
            volumes:
              - *common
              - {{Mount("hosts/" + plan.Name, ComposeSite.OwnFolder)}}
              - {{Mount("data/" + plan.Name, ComposeSite.DataFolder, isWritten: true)}}


        """;

    // What is not there is an empty folder for the container, and each of them refuses to start without its files.
    private static string Mount(string source, string target, bool isWritten = false) =>
        $$"""
        ${MESH_FILES:?run deploy/docker/prepare}/{{source}}:{{target}}{{(isWritten ? "" : ":ro")}}
        """;

    private static string Anchor(HostPlan plan) => plan.Assembly[(plan.Assembly.IndexOf('.', StringComparison.Ordinal) + 1)..].ToLowerInvariant();
}
