using System.Net;
using System.Text.RegularExpressions;

namespace Aritma.Psd2.AccountOverview.Load;

/// <summary>What is read of the sample's pages. Their markup is known: a parser would cost as much as the pages do.</summary>
internal static partial class Html
{
    /// <summary>The token that a form carries back.</summary>
    public static string FormToken(Answer answer) => Value(answer, Token, "a form");

    /// <summary>The banks that can be connected, by id. Those that the sandbox adds for tests have sentences for names.</summary>
    public static IReadOnlyList<(string Id, string Name)> OrdinaryBanks(Answer answer) =>
    [
        .. Banks.Matches(answer.Text)
            .Select(bank => (bank.Groups["id"].Value, Text(bank.Groups["name"])))
            .Where(bank => !bank.Item2.StartsWith("Bank that ", StringComparison.Ordinal)),
    ];

    public static IReadOnlyList<AccountLink> AccountLinks(Answer answer) =>
    [
        .. Accounts.Matches(answer.Text).Select(link => new AccountLink(
            WebUtility.HtmlDecode(link.Groups["address"].Value), Text(link.Groups["name"]), Text(link.Groups["number"]))),
    ];

    /// <summary>How many transactions there are, on all pages of the list.</summary>
    public static int CountOfTransactions(Answer answer) =>
        int.Parse(Value(answer, Caption, "a number of transactions"), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>How many transactions this page shows.</summary>
    public static int CountOfRows(Answer answer) => Rows.Count(answer.Text);

    /// <summary>The first counterparty of the list.</summary>
    public static string Counterparty(Answer answer) => Value(answer, CounterpartyOfRow, "a counterparty");

    /// <summary>The number of the account that the page is about.</summary>
    public static string AccountNumber(Answer answer) => Value(answer, Number, "an account number");

    public static string Heading(Answer answer) => Value(answer, FirstHeading, "a heading");

    private static string Value(Answer answer, Regex regex, string what)
    {
        var match = regex.Match(answer.Text);
        answer.Expect(match.Success, what);
        return Text(match.Groups["value"]);
    }

    private static string Text(Group group) => WebUtility.HtmlDecode(group.Value);

    [GeneratedRegex("""name="__RequestVerificationToken" type="hidden" value="(?<value>[^"]+)""")]
    private static partial Regex Token { get; }

    [GeneratedRegex("""<button name="bankId" value="(?<id>[^"]+)">(?<name>[^<]+)</button>""")]
    private static partial Regex Banks { get; }

    [GeneratedRegex(
        """<a href="(?<address>/accounts/[^"]+)">\s*"""
        + """<span class="name">(?<name>[^<]+)</span>\s*<span class="number">(?<number>[^<]+)<""")]
    private static partial Regex Accounts { get; }

    [GeneratedRegex("<caption>(?<value>[0-9]+) transactions?, ")]
    private static partial Regex Caption { get; }

    [GeneratedRegex("""<td data-label="What">""")]
    private static partial Regex Rows { get; }

    [GeneratedRegex("""<td data-label="What">\s*<span class="name">(?<value>[^<]+)<""")]
    private static partial Regex CounterpartyOfRow { get; }

    [GeneratedRegex("""<span class="number">(?<value>[^<]+)<""")]
    private static partial Regex Number { get; }

    [GeneratedRegex("<h1>(?<value>[^<]+)</h1>")]
    private static partial Regex FirstHeading { get; }
}

/// <param name="Address">Its page.</param>
/// <param name="Name">Its name.</param>
/// <param name="Number">Its number, in groups of four.</param>
internal sealed record AccountLink(string Address, string Name, string Number);
