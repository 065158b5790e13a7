using Microsoft.AspNetCore.Http;

namespace Aritma.Psd2.Sandbox.Pages;

/// <summary>What the end user sees at the address of a consent.</summary>
internal static class ConsentPages
{
    public static IResult Ask(Consent consent, IReadOnlyList<Bank> banks) =>
        new Page<ConsentAsk, ConsentQuestion>(StatusCodes.Status200OK, new(consent, consent.Bank is { } bank ? [bank] : banks));

    public static IResult Receipt(Consent decided) => Message(StatusCodes.Status200OK, new(texts => decided.Status.ToString()));

    public static IResult Used { get; } = Message(StatusCodes.Status410Gone, new(texts => "Used"));

    public static IResult Unknown { get; } = Message(StatusCodes.Status404NotFound, new(texts => "Unknown"));

    private static Page<ConsentMessage, ConsentNotice> Message(int status, ConsentNotice notice) => new(status, notice);
}

internal sealed record ConsentQuestion(Consent Consent, IReadOnlyList<Bank> Banks);

internal sealed record ConsentNotice(Func<Texts, string> Title);
