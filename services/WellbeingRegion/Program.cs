// One participation as its own process needs the bus of real servers, which comes with its own issue. Until then the launcher of
// local mode is the only one that gives a service its notice transport, and starting without one would lose notices.
Console.Error.WriteLine("No notice transport is configured for this service. Run it with: dotnet run --project deploy/Local");
return 2;
