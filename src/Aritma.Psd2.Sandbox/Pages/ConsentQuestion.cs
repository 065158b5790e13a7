namespace Aritma.Psd2.Sandbox.Pages;

/// <summary>What the end user is asked: about which consent, and for which bank unless the consent has one.</summary>
internal sealed record ConsentQuestion(Consent Consent, IReadOnlyList<Bank> Banks)
{
    public IEnumerable<Bank> OrdinaryBanks => Banks.Where(bank => bank.IsOrdinary);

    public IEnumerable<Bank> DecidingBanks => Banks.Where(bank => !bank.IsOrdinary);
}
