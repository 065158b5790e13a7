using System.Globalization;
using System.Text;
using Aritma.Psd2.Sandbox;

namespace Aritma.Psd2.Client.Tests.Documentation;

public sealed class CsvProgramTests : IDisposable
{
    private const string Heading = "A year of transactions into a CSV file";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("psd2-csv");

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>In a culture that writes decimals with a comma, and minus with a character of its own.</summary>
    [Fact]
    public async Task All_transactions_of_the_year_are_in_the_file_over_many_pages()
    {
        CultureInfo.CurrentCulture = new CultureInfo("nb-NO");
        await using var app = await App.StartAsync(options => (options.BookedTransactions, options.TransactionPageSize) = (900, 40));
        var consentId = await app.ApprovedConsentAsync();
        var expected = new List<(string?, string, string, string?)>();
        await foreach (var account in app.Accounts.GetAllAccountsAsync(consentId))
        {
            expected.AddRange(await app.Accounts
                .GetAllTransactionsAsync(account.Id, consentId, DateTimeOffset.UnixEpoch)
                .Where(transaction => transaction.BookingDate!.Value.Year == 2025)
                .Select(transaction => (
                    account.Iban ?? account.Bban,
                    transaction.BookingDate!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    transaction.TransactionAmount!.Value.Amount.ToString(CultureInfo.InvariantCulture),
                    transaction.TransactionId))
                .ToListAsync());
        }

        var rows = await RunAsync(app.Sandbox, consentId);

        Assert.True(expected.Count > 1000);
        Assert.Equal(["account", "booked", "value", "amount", "currency", "creditor", "debtor", "text", "reference", "id"], rows[0]);
        Assert.All(rows, row => Assert.Equal(10, row.Count));
        Assert.Equal(
            expected.Order(),
            rows.Skip(1).Select(row => ((string?)row[0], row[1], row[3], (string?)row[9])).Order());
    }

    [Fact]
    public async Task What_others_write_is_quoted_and_is_no_formula()
    {
        await using var sandbox = await Psd2Sandbox.StartAsync();
        string[] texts =
        [
            "Invoice 17, \"urgent\"", "two\r\nlines", "=HYPERLINK(\"http://evil.example\")", "+1", "-1", "@SUM(A1)", "\t=1+1", " =1+1", "＝1",
            "Rent = 100", "",
        ];
        sandbox.ApiFaults.Add(new() { Body = """{"accounts":[{"id":"a-1","bban":"12345678903"}]}""" });
        sandbox.ApiFaults.Add(new()
        {
            Body = $$$"""{"transactions":{"booked":[{{{string.Join(',', texts.Select(text => $$"""
                {"bookingDate":"2025-12-31","transactionAmount":{"amount":"-0.10","currency":"NOK"},
                 "remittanceInformationUnstructured":{{System.Text.Json.JsonSerializer.Serialize(text)}}}
                """))}}}]}}""",
        });

        var rows = await RunAsync(sandbox, "c-1");

        Assert.Equal(
            [
                "Invoice 17, \"urgent\"", "two\r\nlines", "'=HYPERLINK(\"http://evil.example\")", "'+1", "'-1", "'@SUM(A1)", "'\t=1+1",
                "' =1+1", "'＝1", "Rent = 100", "",
            ],
            rows.Skip(1).Select(row => row[7]));
        Assert.All(rows.Skip(1), row => Assert.Equal(("12345678903", "2025-12-31", "-0.10"), (row[0], row[1], row[3])));
    }

    [Fact]
    public async Task A_transaction_without_a_date_of_booking_is_kept_and_counted()
    {
        await using var sandbox = await Psd2Sandbox.StartAsync();
        sandbox.ApiFaults.Add(new() { Body = """{"accounts":[{"id":"a-1"}]}""" });
        sandbox.ApiFaults.Add(new() { Body = """{"transactions":{"booked":[{"transactionAmount":{"amount":"1"}}]}}""" });

        var rows = await RunAsync(sandbox, "c-1", withoutDate: 1);

        Assert.Equal(("", "1"), (rows[1][1], rows[1][3]));
    }

    [Fact]
    public async Task A_failure_half_way_leaves_the_last_file_as_it_is()
    {
        await using var sandbox = await Psd2Sandbox.StartAsync();
        var path = Path.Combine(_folder.FullName, "transactions.csv");
        await File.WriteAllTextAsync(path, "the last one");
        await using var program = RunningProgram.Start(
            Heading, sandbox, args: ["--ConsentId", "nobodys", "--Year", "2025", "--File", path]);

        await Assert.ThrowsAsync<Psd2ApiException>(() => program.LinesAsync());

        Assert.Equal("the last one", await File.ReadAllTextAsync(path));
    }

    private async Task<List<List<string>>> RunAsync(Psd2Sandbox sandbox, string consentId, int withoutDate = 0)
    {
        var path = Path.Combine(_folder.FullName, "transactions.csv");
        await using var program = RunningProgram.Start(
            Heading, sandbox, args: ["--ConsentId", consentId, "--Year", "2025", "--File", path]);

        var lines = await program.LinesAsync();

        var bytes = await File.ReadAllBytesAsync(path);
        Assert.Equal(Encoding.UTF8.GetPreamble(), bytes[..3]);
        var rows = Parse(Encoding.UTF8.GetString(bytes[3..]));
        Assert.Equal(
            $"{rows.Count - 1} transactions of 2025 are in {path}, {withoutDate} of them without a date of booking.", Assert.Single(lines));
        return rows;
    }

    /// <summary>RFC 4180: a field is quoted, with each quote in it twice, or holds neither quote, comma nor line end.</summary>
    private static List<List<string>> Parse(string text)
    {
        List<List<string>> rows = [[]];
        var position = 0;
        while (position < text.Length)
        {
            var field = new StringBuilder();
            if (text[position] == '"')
            {
                for (position++; text[position] != '"' || text[position + 1] == '"'; position++)
                {
                    field.Append(text[position]);
                    position += text[position] == '"' ? 1 : 0;
                }

                position++;
            }
            else
            {
                for (; text[position] is not (',' or '\r'); position++)
                {
                    field.Append(text[position]);
                }
            }

            rows[^1].Add(field.ToString());
            if (text[position] == ',')
            {
                position++;
                continue;
            }

            Assert.Equal("\r\n", text.Substring(position, 2));
            position += 2;
            rows.Add([]);
        }

        rows.RemoveAt(rows.Count - 1);
        return rows;
    }
}
