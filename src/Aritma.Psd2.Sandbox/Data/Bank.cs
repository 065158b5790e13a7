namespace Aritma.Psd2.Sandbox;

internal sealed record Bank(Guid Id, string Name, string Bic, string CountryCode, string BankCode);
