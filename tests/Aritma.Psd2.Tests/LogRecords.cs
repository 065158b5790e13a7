using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Aritma.Psd2.Tests;

internal static class LogRecords
{
    /// <summary>Each record as text, with its scopes and its exception.</summary>
    public static IEnumerable<string> Texts(this FakeLogCollector logs) => logs.GetSnapshot().Select(Text);

    /// <summary>Waits for a record: some are logged when the callers have their result already.</summary>
    public static Task LoggedAsync(this FakeLogCollector logs, string text) =>
        logs.GetLogsAsync().FirstAsync(record => Text(record).Contains(text, StringComparison.Ordinal)).AsTask()
            // The limit is there for a run that would hang otherwise.
            .WaitAsync(TimeSpan.FromMinutes(1));

    /// <summary>Makes the messages of this library's own categories fail, as a full disk would.</summary>
    public static void AddFullDisk(this ILoggingBuilder logging) =>
        logging.AddProvider(new FakeLoggerProvider(FakeLogCollector.Create(new FakeLogCollectorOptions
        {
            OutputFormatter = record => record.Category!.StartsWith("Aritma.Psd2", StringComparison.Ordinal)
                ? throw new IOException("disk full")
                : "",
            OutputSink = _ => { },
        })));

    private static string Text(FakeLogRecord record) =>
        $"{record.Level} {record.Category}[{record.Id.Id}] {record.Message} {record.Exception} {string.Join(' ', record.Scopes)}";
}
