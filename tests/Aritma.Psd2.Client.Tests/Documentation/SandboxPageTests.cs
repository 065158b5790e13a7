using System.Text.Json;
using Aritma.Psd2.Sandbox;

namespace Aritma.Psd2.Client.Tests.Documentation;

/// <summary>What <c>docs/sandbox.md</c> tells of banks and control is what there is.</summary>
public sealed class SandboxPageTests
{
    [Fact]
    public async Task Each_special_bank_is_in_the_table()
    {
        await using var app = await App.StartAsync();
        var names = (await app.Banks.GetBanksAsync()).Banks.ToDictionary(bank => bank.Id, bank => bank.Name!);

        var told = Page.Sandbox.Table("Special banks").Select(row => $"{row[0]}: {Page.Names(row[1]).Single()}");

        Assert.Equal(
            typeof(SandboxBanks).GetFields().Select(field => $"{names[(string)field.GetRawConstantValue()!]}: {field.Name}"), told);
    }

    [Fact]
    public void Each_member_of_the_control_in_the_table_exists()
    {
        var members = Page.Sandbox.Table("Control").SelectMany(row => Page.Names(row[0])).ToHashSet(StringComparer.Ordinal);

        Assert.All(members, name => Assert.True(
            typeof(Psd2Sandbox).GetMember(name).Length + typeof(SandboxFaults).GetMember(name).Length > 0, name));
        // And all that the owner can do is in the table.
        string[] elsewhere = ["StartAsync", "Configure", "DisposeAsync", "GetHashCode", "GetType", "ToString", "Equals"];
        Assert.Empty(typeof(Psd2Sandbox).GetMethods()
            .Where(method => !method.IsSpecialName).Select(method => method.Name).Distinct().Except(members).Except(elsewhere));
    }

    [Fact]
    public async Task Each_operation_of_the_controls_description_is_in_the_table()
    {
        await using var app = await App.StartAsync();
        using var http = new HttpClient();
        using var description = JsonDocument.Parse(await http.GetStringAsync(new Uri(app.Sandbox.Address, "/openapi/sandbox.json")));
        var operations =
            from path in description.RootElement.GetProperty("paths").EnumerateObject()
            from method in path.Value.EnumerateObject()
            select $"{method.Name.ToUpperInvariant()} {path.Name}";

        var told = Page.Sandbox.Table("Control").Select(row => Page.Names(row[1]).First()).Except(["GET /sandbox/events"]);

        Assert.Equal(operations.Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Each_address_of_the_control_in_the_table_answers()
    {
        await using var app = await App.StartAsync();
        using var http = new HttpClient { BaseAddress = app.Sandbox.Address };
        var (approved, declined) = (await CreateConsentAsync(), await CreateConsentAsync());
        var account = app.Sandbox.AddAccount(new SandboxAccount());

        foreach (var names in Page.Sandbox.Table("Control").Select(row => Page.Names(row[1]).ToList()))
        {
            var (method, path) = (names[0].Split(' ')[0], names[0].Split(' ')[1]);
            var id = path.Contains("/accounts", StringComparison.Ordinal) ? account
                : path.EndsWith("/decline", StringComparison.Ordinal) ? declined
                : approved;
            path = path.Replace("{id}", id, StringComparison.Ordinal).Replace("{endpoint}", "api", StringComparison.Ordinal);
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            var body = names.Count > 1 ? names[1] : method == "PUT" ? """{"drop":true}""" : null;
            request.Content = body is null ? null : new StringContent(body);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            app.Sandbox.ApiFaults.Clear();

            Assert.True(response.IsSuccessStatusCode, $"{names[0]}: {response.StatusCode}");
        }

        async Task<string> CreateConsentAsync() => (await app.Consents.CreateConsentAsync(new NewConsent())).ConsentId;
    }
}
