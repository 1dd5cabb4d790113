namespace Mesh.Topology;

/// <summary>What of the compose file is the same whoever takes part.</summary>
internal static class ComposeFrame
{
    /// <summary>Explanation, and what containers of a kind have in common.</summary>
    public const string Head = """
        # Written by `mesh topology write` out of deploy/participants.json; a test compares. How it is started and kept: docs/operations.md.
        #
        # The production topology: for each participation a host, its own PostgreSQL and the job that migrates it; the broker; the front door;
        # what watches. Nothing has a default password: files come from ${MESH_FILES}, made by deploy/docker/prepare for a first try and by the
        # operator in earnest; one that is not there refuses the start. The committed directory says `demonstration`; for your own,
        # `mesh topology write --directory YOURS` writes this file anew.

        x-hardened: &hardened
          restart: unless-stopped
          read_only: true
          cap_drop: [ALL]
          security_opt: ["no-new-privileges:true"]
          pids_limit: 512
          tmpfs: [/tmp]
          logging:
            driver: json-file
            options: { max-size: 10m, max-file: "5" }

        x-common: &common ${MESH_FILES:?run deploy/docker/prepare}/common:/mesh/common:ro
        x-start: &start ./deploy/docker/postgres/start.sh:/mesh/start.sh:ro
        x-roles: &roles ./deploy/docker/postgres/roles.sh:/docker-entrypoint-initdb.d/roles.sh:ro
        x-access: &access ./deploy/docker/postgres/pg_hba.conf:/etc/postgresql/pg_hba.conf:ro

        # Runs as whoever prepared the files, never root: they are closed to everybody else.
        x-host: &host
          user: "${MESH_UID:?run deploy/docker/prepare}:${MESH_GID:?run deploy/docker/prepare}"
          cpus: 1.0
          mem_limit: 512m
          environment: { DOTNET_EnableDiagnostics: "0" }
          stop_grace_period: 40s

        x-database-environment: &database-environment
          POSTGRES_USER: mesh_administrator
          POSTGRES_DB: postgres
          POSTGRES_PASSWORD_FILE: /mesh/own/administrator.password
          POSTGRES_INITDB_ARGS: --auth=scram-sha-256 --encoding=UTF8 --locale=C

        # Over TLS alone. Asked by TCP: while it is being made it answers on its socket only.
        x-database: &database
          user: "${MESH_UID:?run deploy/docker/prepare}:${MESH_GID:?run deploy/docker/prepare}"
          image: postgres:18.6-trixie
          entrypoint: ["bash", "/mesh/start.sh"]
          command:
            - postgres
            - --ssl=on
            - --ssl_cert_file=/mesh/own/server.crt
            - --ssl_key_file=/mesh/own/server.key
            - --hba_file=/etc/postgresql/pg_hba.conf
            - --timezone=UTC
          tmpfs: [/tmp, /var/run/postgresql]
          shm_size: 128m
          cpus: 1.0
          mem_limit: 512m
          stop_grace_period: 60s
          healthcheck:
            interval: 15s
            timeout: 10s
            retries: 4
            start_period: 60s
            test: ["CMD", "pg_isready", "--quiet", "--host=127.0.0.1", "--username=mesh_administrator", "--dbname=postgres"]


        """;

    /// <summary>The job that brings a database to this version's schema, as its owner.</summary>
    public const string MigrationProgram = """
        x-migration: &migration
          build:
            context: .
            dockerfile: deploy/docker/Dockerfile
            args: { PROJECT: deploy/Cli }
          image: tyollisyys-mesh/mesh:${MESH_VERSION:-development}
          entrypoint: ["dotnet", "mesh.dll"]
          restart: on-failure


        """;

    /// <summary>The broker, and what watches.</summary>
    public const string Servers = """
          # Who may do what stands in its definitions, which services cannot change. It knows users by their certificates alone.
          broker:
            <<: *hardened
            user: "${MESH_UID:?run deploy/docker/prepare}:${MESH_GID:?run deploy/docker/prepare}"
            image: rabbitmq:4.2.9
            # One node: what nodes and rabbitmqctl say to one another is in clear, and stays within the container.
            environment:
              RABBITMQ_NODENAME: rabbit@localhost
              ERL_EPMD_ADDRESS: 127.0.0.1
              RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: "-kernel inet_dist_use_interface {127,0,0,1}"
            networks: [bus, watch]
            tmpfs: [/tmp, /var/log/rabbitmq]
            cpus: 2.0
            mem_limit: 1g
            stop_grace_period: 60s
            healthcheck:
              interval: 15s
              timeout: 30s
              retries: 4
              start_period: 60s
              test: ["CMD", "rabbitmq-diagnostics", "--quiet", "check_port_listener", "5671"]
            volumes:
              - *common
              - ${MESH_FILES:?run deploy/docker/prepare}/hosts/broker:/mesh/own:ro
              - ./deploy/docker/rabbitmq/rabbitmq.conf:/etc/rabbitmq/rabbitmq.conf:ro
              - ./deploy/docker/rabbitmq/definitions.json:/etc/rabbitmq/definitions.json:ro
              - ./deploy/docker/rabbitmq/enabled_plugins:/etc/rabbitmq/enabled_plugins:ro
              - broker:/var/lib/rabbitmq

          # Traces and metrics, ids and codes only. Its image holds one program and nothing to ask it with: Prometheus says when it is away.
          collector:
            <<: *hardened
            image: otel/opentelemetry-collector-contrib:0.147.0
            user: "10001:10001"
            command: ["--config=/etc/otelcol/collector.yaml"]
            networks: [telemetry, watch]
            cpus: 1.0
            mem_limit: 512m
            volumes:
              - ./deploy/docker/collector.yaml:/etc/otelcol/collector.yaml:ro

          # Kept in memory: the journal of a flow, not its trace, is what must last.
          jaeger:
            <<: *hardened
            image: jaegertracing/jaeger:2.18.0
            user: "10001:10001"
            command: ["--config=/etc/jaeger/jaeger.yaml"]
            networks: [watch]
            cpus: 1.0
            mem_limit: 1g
            healthcheck:
              interval: 15s
              timeout: 10s
              retries: 4
              start_period: 60s
              test: ["CMD", "wget", "--quiet", "--spider", "http://127.0.0.1:13133/status"]
            volumes:
              - ./deploy/docker/jaeger.yaml:/etc/jaeger/jaeger.yaml:ro

          prometheus:
            <<: *hardened
            image: prom/prometheus:v3.13.3
            user: "65534:65534"
            command: ["--config.file=/etc/prometheus/prometheus.yaml", "--storage.tsdb.path=/prometheus", "--storage.tsdb.retention.time=30d"]
            networks: [watch]
            cpus: 1.0
            mem_limit: 1g
            healthcheck:
              interval: 15s
              timeout: 10s
              retries: 4
              start_period: 60s
              test: ["CMD", "wget", "--quiet", "--spider", "http://127.0.0.1:9090/-/ready"]
            volumes:
              - ./deploy/docker/prometheus.yaml:/etc/prometheus/prometheus.yaml:ro
              - ./deploy/docker/alerts.yaml:/etc/prometheus/alerts.yaml:ro
              - prometheus:/prometheus

          # For operators of this machine: its port is on the loopback address whatever else is published.
          grafana:
            <<: *hardened
            user: "${MESH_UID:?run deploy/docker/prepare}:${MESH_GID:?run deploy/docker/prepare}"
            image: grafana/grafana:12.4.11
            environment:
              GF_SECURITY_ADMIN_USER: operator
              GF_SECURITY_ADMIN_PASSWORD__FILE: /mesh/own/administrator.password
              GF_USERS_ALLOW_SIGN_UP: "false"
              GF_ANALYTICS_REPORTING_ENABLED: "false"
              GF_ANALYTICS_CHECK_FOR_UPDATES: "false"
              GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES: "false"
              GF_PLUGINS_PREINSTALL_DISABLED: "true"
            networks: [operators, watch]
            ports: ["127.0.0.1:${MESH_GRAFANA_PORT:-7430}:3000"]
            cpus: 1.0
            mem_limit: 512m
            healthcheck:
              interval: 15s
              timeout: 10s
              retries: 4
              start_period: 60s
              test: ["CMD", "wget", "--quiet", "--spider", "http://127.0.0.1:3000/api/health"]
            volumes:
              - ${MESH_FILES:?run deploy/docker/prepare}/hosts/grafana:/mesh/own:ro
              - ./deploy/docker/grafana/provisioning:/etc/grafana/provisioning:ro
              - ./deploy/docker/grafana/dashboards:/etc/grafana/dashboards:ro
              - grafana:/var/lib/grafana


        """;

    /// <summary>Networks beside the participations' own. Only those that publish a port have a way out.</summary>
    public const string Networks = """
          front: {}
          operators: {}
          mesh:
            internal: true
          bus:
            internal: true
          # Hosts give to the collector. Traces and what is stored are asked for without a password, so they lie where no host is.
          telemetry:
            internal: true
          watch:
            internal: true

          # Each reached by one participation's host, its migration and nobody else.

        """;

    /// <summary>Volumes beside the participations' own.</summary>
    public const string Volumes = """
          broker:
          prometheus:
          grafana:

        """;
}
