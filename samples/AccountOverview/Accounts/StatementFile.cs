using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CsvHelper;
using CsvHelper.Configuration;

namespace AccountOverview.Accounts;

/// <summary>
/// A statement as a CSV file (RFC 4180) for the user's spreadsheet: with the separators, dates and amounts of the user's culture, which is
/// how a spreadsheet of that culture reads them.
/// </summary>
internal static partial class StatementFile
{
    public static byte[] Of(AccountStatement statement, IEnumerable<StatementLine> lines, CultureInfo userCulture)
    {
        // Some cultures write a minus that is wider than a hyphen. Spreadsheets take an amount with it for text.
        var culture = (CultureInfo)userCulture.Clone();
        culture.NumberFormat.NegativeSign = "-";

        var format = new CsvConfiguration(culture)
        {
            NewLine = "\r\n",
            Delimiter = DelimiterOf(culture),
            // The library looks for the line ends that it writes. A text with another one would begin a row that a stranger made up.
            ShouldQuote = field => ConfigurationFunctions.ShouldQuote(field) || field.Field.AsSpan().ContainsAny('\r', '\n'),
        };
        using var file = new MemoryStream();
        // The byte order mark tells a spreadsheet that this is UTF-8.
        using (var text = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true))
        using (var csv = new CsvWriter(text, format))
        {
            foreach (var column in (ReadOnlySpan<string>)["Account", "Date", "Status", "Counterparty", "Text", "Amount", "Currency"])
            {
                csv.WriteField(column);
            }

            csv.NextRecord();
            foreach (var line in lines)
            {
                csv.WriteField(Text(statement.Account.Number));
                csv.WriteField(line.Day?.ToString("d", culture));
                csv.WriteField(line.Status?.Value);
                csv.WriteField(Text(line.Counterparty));
                csv.WriteField(Text(line.Text));
                csv.WriteField(line.Amount?.Amount);
                csv.WriteField(Text(line.Amount?.Currency));
                csv.NextRecord();
            }
        }

        return file.ToArray();
    }

    /// <summary>A comma can't separate columns where it is the decimal sign.</summary>
    private static string DelimiterOf(CultureInfo culture) => culture.NumberFormat.NumberDecimalSeparator == "," ? ";" : ",";

    /// <summary>
    /// Text of a bank is written by anybody who pays: a spreadsheet must not take it for a formula, not even one that splits the line at
    /// another separator than this culture's.
    /// </summary>
    private static string? Text(string? text) => text is null ? null : StartOfFormula().Replace(text, "$1'");

    [GeneratedRegex(@"(^|[;,\t\n]|\r(?!\n))(?=\s*[=+\-@＝＋－＠])")]
    private static partial Regex StartOfFormula();
}
