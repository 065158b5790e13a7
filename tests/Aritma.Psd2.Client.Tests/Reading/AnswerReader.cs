using System.Text.Json;

namespace Aritma.Psd2.Client.Tests.Reading;

/// <summary>Reads an odd answer through the clients, and checks what comes of it.</summary>
internal sealed class AnswerReader : IAsyncDisposable
{
    private readonly Api _api;
    private OddAnswer? _answer;

    public AnswerReader() => _api = new((request, _) => Task.FromResult(Api.Response(
        request.RequestUri!.Query.Contains("cursor=", StringComparison.Ordinal) ? _answer!.Recorded.LastPage : _answer!.Body)));

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    /// <returns>Whether the answer could be read.</returns>
    public async Task<bool> IsReadAsync(OddAnswer answer)
    {
        _answer = answer;
        object model;
        try
        {
            model = await answer.Recorded.Read(_api);
        }
        catch (Psd2ApiException failure)
        {
            AssertTold(failure, answer);
            await AssertListFailsAsync(answer, failure);
            return false;
        }

        Assert.Equal(Faithful.Expected(answer.Body, model.GetType()), Faithful.Written(model));
        Nulls.AssertNoneIn(model);
        await AssertListedAsync(answer, model);
        return true;
    }

    private static void AssertTold(Psd2ApiException failure, OddAnswer answer)
    {
        Assert.Equal(answer.Recorded.Operation, failure.Operation);
        Assert.StartsWith("$", failure.JsonPath, StringComparison.Ordinal);
        Assert.False(failure.IsTransient);
        for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
        {
            Assert.All(ValuesIn(answer), value => Assert.DoesNotContain(value, cause.Message, StringComparison.Ordinal));
        }
    }

    private async Task AssertListFailsAsync(OddAnswer answer, Psd2ApiException failure)
    {
        if (answer.Recorded.ReadAll is { } readAll)
        {
            var ofList = await Assert.ThrowsAsync<Psd2ApiException>(async () => await readAll(_api).ToListAsync());
            Assert.Equal((failure.Operation, failure.JsonPath), (ofList.Operation, ofList.JsonPath));
        }
    }

    private async Task AssertListedAsync(OddAnswer answer, object page)
    {
        if (answer.Recorded.ReadAll is not { } readAll)
        {
            return;
        }

        List<object> items = [];
        try
        {
            await foreach (var item in readAll(_api))
            {
                Nulls.AssertNoneIn(item);
                items.Add(item);
            }
        }
        catch (Psd2ApiException failure)
        {
            // The links are read, and lead nowhere.
            Assert.Equal(answer.Recorded.Operation, failure.Operation);
            Assert.Contains("without a cursor", failure.Message, StringComparison.Ordinal);
        }

        Assert.Equal(ItemsOf(page).Select(Faithful.Written), items.Select(Faithful.Written));
    }

    private static IEnumerable<object> ItemsOf(object page) => page switch
    {
        ConsentList list => list.Consents,
        AccountList list => list.Accounts,
        TransactionPage list =>
        [
            .. WithStatus(list.Transactions.Booked, "booked"),
            .. WithStatus(list.Transactions.Pending, "pending"),
            .. WithStatus(list.Transactions.Information, "information"),
        ],
        _ => throw new ArgumentException("This is no page.", nameof(page)),
    };

    private static IEnumerable<Transaction> WithStatus(IReadOnlyList<Transaction>? transactions, string status) =>
        transactions?.Select(transaction => transaction with { BookingStatus = new(status) }) ?? [];

    private static IEnumerable<string> ValuesIn(OddAnswer answer)
    {
        using var recorded = JsonDocument.Parse(answer.Recorded.Json);
        return [Mutation.Canary, Mutation.NumberCanary, .. TextsIn(recorded.RootElement).Where(text => text.Length > 4)];
    }

    private static IEnumerable<string> TextsIn(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => [.. json.EnumerateObject().SelectMany(member => TextsIn(member.Value))],
        JsonValueKind.Array => [.. json.EnumerateArray().SelectMany(TextsIn)],
        JsonValueKind.String => [json.GetString()!],
        _ => [],
    };
}
