// Compares the cold starts of whole processes. They start in turn, so that what else the machine does hits all of them alike.
//   dotnet run -c Release --project benchmarks/Aritma.Psd2.ColdStart [starts of each, 15 unless given]
using System.Globalization;
using Aritma.Psd2.ColdStart;

var rounds = args is [var given] ? int.Parse(given, CultureInfo.InvariantCulture) : 15;

var genericHost = await PublishedProgram.PublishAsync("GenericHost", readyToRun: false);
var readyToRun = await PublishedProgram.PublishAsync("GenericHost", readyToRun: true);
var aspNet = await PublishedProgram.PublishAsync("AspNet", readyToRun: false);

Comparison[] comparisons =
[
    new("generic host, answers at once", genericHost, "at-once", LargestRatio: 1.3, MostMoreMethods: 450),
    new("generic host, answers later", genericHost, "suspended", LargestRatio: 1.3, MostMoreMethods: 450),
    new("the same, ReadyToRun, at once", readyToRun, "at-once", LargestRatio: 1.3),
    new("the same, ReadyToRun, later", readyToRun, "suspended", LargestRatio: 1.3),
    new("ASP.NET Core, answers at once", aspNet, "at-once", LargestRatio: 1.4),
    new("ASP.NET Core, answers later", aspNet, "suspended", LargestRatio: 1.4),
];

for (var round = 0; round <= rounds; round++)
{
    foreach (var comparison in comparisons)
    {
        // The first round reads the files from disk for the others.
        await comparison.StartEachAsync(isCounted: round > 0);
    }

    Console.Error.Write($"\rround {round} of {rounds}");
}

Console.Error.WriteLine();
Report.Print(comparisons);
