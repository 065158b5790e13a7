namespace Aritma.Psd2.Sandbox;

internal sealed record BankList(IEnumerable<BankFields> Banks);

internal sealed record BankFields(Guid Id, string Name, string Bic, string CountryCode, IReadOnlyList<string> Channels)
{
    private static readonly string[] Psd2 = ["psd2"];

    public static BankFields Of(Bank bank) => new(bank.Id, bank.Name, bank.Bic, bank.CountryCode, Psd2);
}
