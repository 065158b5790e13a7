using System.Reflection;

namespace Aritma.Psd2.Client.Tests.Documentation;

public sealed class ImportProgramTests
{
    private const string Heading = "Recognise a transaction without its id";

    private static readonly Type Import = Compiler.Compile(Page.Client.Program(Heading)).GetType("TransactionImport")!;
    private static readonly MethodInfo AddMethod = Import.GetMethod("Add")!;

    private static readonly Account Account = new() { Id = "a-1", Iban = "NO9386011117947" };

    private static readonly Transaction Payment = new()
    {
        TransactionId = "t-1",
        BookingDate = new(2026, 3, 1),
        TransactionAmount = new(-120.50m, "NOK"),
        EntryReference = "e-1",
        References = new() { AccountServicerReference = "r-1", EndToEndIds = ["x", "y"] },
        RemittanceInformationUnstructured = "Invoice 17",
    };

    private readonly object _import = Activator.CreateInstance(Import)!;

    [Fact]
    public async Task The_same_period_read_again_with_changed_ids_adds_nothing()
    {
        await using var app = await App.StartAsync(options => options.BookedTransactions = 300);
        await using var program = RunningProgram.Start(
            Heading, app.Sandbox, app.Time, "--ConsentId", await app.ApprovedConsentAsync());

        var lines = await program.LinesAsync();

        Assert.NotEmpty(lines);
        Assert.All(lines, line =>
        {
            var counts = line.Split(": ")[1].Split(' ').Where(word => int.TryParse(word, out _)).Select(int.Parse).ToList();
            Assert.True(counts[0] > 100);
            Assert.Equal((counts[0], 0), (counts[1], counts[2]));
        });
    }

    [Fact]
    public void Equal_payments_of_a_day_are_as_many_as_there_are()
    {
        Assert.Equal(2, Add(Payment, Payment));
        Assert.Equal(0, Add(Payment with { TransactionId = null }, Payment with { TransactionId = "t-9" }));
        Assert.Equal(1, Add(Payment, Payment, Payment));
    }

    [Fact]
    public void Spaces_and_zeros_that_come_and_go_make_no_difference()
    {
        Assert.Equal(1, Add(Payment));
        Assert.Equal(0, Add(Payment with
        {
            TransactionAmount = new(-120.5m, "NOK"),
            RemittanceInformationUnstructured = " Invoice\r\n 17 ",
        }));
    }

    [Fact]
    public void What_differs_is_another_transaction()
    {
        Transaction[] others =
        [
            Payment with { BookingDate = new(2026, 3, 2) },
            Payment with { TransactionAmount = new(-120.51m, "NOK") },
            Payment with { TransactionAmount = new(-120.50m, "SEK") },
            Payment with { EntryReference = "e-2" },
            Payment with { References = null },
            Payment with { References = new() { AccountServicerReference = "r-1", EndToEndIds = ["x"] } },
            Payment with { RemittanceInformationUnstructured = "Invoice 18" },
        ];

        Assert.Equal(others.Length + 1, Add([Payment, .. others]));
        Assert.Equal(1, AddMethod.Invoke(_import, [Account with { Iban = "NO0000000000000" }, new[] { Payment }]));
        Assert.Equal(0, AddMethod.Invoke(_import, [Account with { Id = "a-2" }, new[] { Payment }]));
    }

    private int Add(params Transaction[] transactions) => (int)AddMethod.Invoke(_import, [Account, transactions])!;
}
