using Microsoft.AspNetCore.Http;

namespace Aritma.Psd2.Sandbox.Pages;

/// <summary>What the end user sees at the address of a consent.</summary>
internal static class ConsentPages
{
    public static IResult Used { get; } = Message(
        StatusCodes.Status410Gone, new(texts => texts.UsedTitle, texts => texts.UsedText, texts => texts.UsedNext));

    public static IResult Unknown { get; } = Message(
        StatusCodes.Status404NotFound, new(texts => texts.UnknownTitle, texts => texts.UnknownText, texts => texts.UnknownNext));

    public static IResult Ask(Consent consent, IReadOnlyList<Bank> banks) =>
        new Page<ConsentAsk, ConsentQuestion>(StatusCodes.Status200OK, new(consent, banks));

    public static IResult Receipt(Consent decided) => Message(StatusCodes.Status200OK, decided.Status switch
    {
        ConsentStatus.Failure => new(texts => texts.DeclinedTitle, texts => texts.DeclinedText, texts => texts.DeclinedNext, true),
        ConsentStatus.AwaitingApproval => new(texts => texts.AwaitingTitle, texts => texts.AwaitingText, texts => texts.AwaitingNext, true),
        _ => new(texts => texts.ApprovedTitle, texts => texts.ApprovedText, texts => texts.ApprovedNext, true),
    });

    private static Page<ConsentMessage, ConsentNotice> Message(int status, ConsentNotice notice) => new(status, notice);
}
