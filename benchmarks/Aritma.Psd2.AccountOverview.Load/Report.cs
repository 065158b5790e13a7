namespace Aritma.Psd2.AccountOverview.Load;

/// <summary>Prints what was found, as Markdown.</summary>
internal static class Report
{
    private const int ShownErrors = 20;
    private const double Mebibyte = 1024 * 1024;

    public static void Print(Findings findings)
    {
        PrintBounds(findings);
        PrintComparison(findings.Few, findings.Many);
        PrintLatencies(findings.Many);
        foreach (var error in findings.Errors.Take(ShownErrors))
        {
            Console.Error.WriteLine(error);
        }
    }

    private static void PrintBounds(Findings findings)
    {
        Console.WriteLine($"| {findings.Many.Users} users | | bound |");
        Console.WriteLine("|---|---|---|");
        Console.WriteLine($"| errors | {findings.Errors.Count} | 0 |");
        foreach (var (scopes, count) in findings.TokenRequestsByScopes)
        {
            Console.WriteLine($"| token requests for `{scopes}` | {count} | 1 |");
        }

        var memory = findings.Memory;
        Console.WriteLine($"| memory of the last third to the second | {memory.Ratio:F2} | ≤ {findings.MostGrowth:0.0#} |");
        Console.WriteLine();
        Console.WriteLine(
            $"{memory.Before / Mebibyte:F0} MB, then {memory.After / Mebibyte:F0} MB; "
            + $"{findings.Many.Use.Max(use => use.Threads)} threads at most.");
        Console.WriteLine();
    }

    private static void PrintComparison(Phase few, Phase many)
    {
        Console.WriteLine($"| | {few.Users} users | {many.Users} users | ratio |");
        Console.WriteLine("|---|---|---|---|");
        Row("pages a second", phase => phase.PagesInSecond, "F0");
        Row("latency, median, ms", phase => new Latencies(phase.Visits).Median, "F1");
        Row("processor time of the sample a page, ms", phase => phase.ProcessorOfPage, "F2");
        Row("the same of the sandbox, ms", phase => phase.SandboxProcessorOfPage, "F2");
        Row("the same of the users, ms", phase => phase.OwnProcessorOfPage, "F2");
        Row("sample to sandbox", phase => phase.ProcessorOfPage / phase.SandboxProcessorOfPage, "F2");
        Row("requests of the API a page", phase => phase.ApiRequestsOfPage, "F2");
        Row("share of the machine", phase => phase.ShareOfMachine, "P0");
        Console.WriteLine();

        void Row(string title, Func<Phase, double> figure, string format) => Console.WriteLine(
            $"| {title} | {figure(few).ToString(format)} | {figure(many).ToString(format)} | {figure(many) / figure(few):F2} |");
    }

    private static void PrintLatencies(Phase phase)
    {
        Console.WriteLine(Latencies.TableHead);
        Console.WriteLine(new Latencies(phase.Visits).ToRow("**all**"));
        foreach (var page in Pages.All)
        {
            Console.WriteLine(new Latencies(phase.Visits.Where(visit => visit.Page == page)).ToRow(page));
        }

        Console.WriteLine();
    }
}
