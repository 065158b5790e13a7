using System.Globalization;

namespace Aritma.Psd2.Sandbox.Pages;

/// <summary>All that the pages say.</summary>
internal sealed record Texts
{
    public required string Code { get; init; }

    public required string SandboxName { get; init; }

    public required string Languages { get; init; }

    // The pages of a consent.
    public required string SandboxNotice { get; init; }

    public required string ConsentTitle { get; init; }

    public required string ConsentApplication { get; init; }

    public required string ConsentPurpose { get; init; }

    public required string Accounts { get; init; }

    public required string Balances { get; init; }

    public required string Transactions { get; init; }

    public required string ConsentUntil { get; init; }

    public required string FixedBank { get; init; }

    public required string ChooseBank { get; init; }

    public required string DecidingBanks { get; init; }

    public required string DecidingBanksHint { get; init; }

    public required string Approve { get; init; }

    public required string Decline { get; init; }

    public required string ApprovedTitle { get; init; }

    public required string ApprovedText { get; init; }

    public required string ApprovedNext { get; init; }

    public required string DeclinedTitle { get; init; }

    public required string DeclinedText { get; init; }

    public required string DeclinedNext { get; init; }

    public required string AwaitingTitle { get; init; }

    public required string AwaitingText { get; init; }

    public required string AwaitingNext { get; init; }

    public required string UsedTitle { get; init; }

    public required string UsedText { get; init; }

    public required string UsedNext { get; init; }

    public required string UnknownTitle { get; init; }

    public required string UnknownText { get; init; }

    public required string UnknownNext { get; init; }

    // The owner's page.
    public required string Sections { get; init; }

    public required string Connected { get; init; }

    public required string ConnectionLost { get; init; }

    public required string NoScript { get; init; }

    public required string Done { get; init; }

    public required string Failed { get; init; }

    public required string Copy { get; init; }

    public required string Copied { get; init; }

    public required string CopyFailed { get; init; }

    public required string Access { get; init; }

    public required string TokenEndpoint { get; init; }

    public required string ApiBaseAddress { get; init; }

    public required string ClientId { get; init; }

    public required string FirstClientSecret { get; init; }

    public required string TokenCommand { get; init; }

    public required string ApiDescriptions { get; init; }

    public required string Psd2Description { get; init; }

    public required string ControlDescription { get; init; }

    public required string TokenRequests { get; init; }

    public required string ApiRequests { get; init; }

    public required string Consents { get; init; }

    public required string NoTokenRequests { get; init; }

    public required string NoApiRequests { get; init; }

    public required string NoConsents { get; init; }

    public required string NewestFirst { get; init; }

    public required string Time { get; init; }

    public required string Client { get; init; }

    public required string Tenant { get; init; }

    public required string ScopesAsked { get; init; }

    public required string ScopesGranted { get; init; }

    public required string ScopesCarried { get; init; }

    public required string Outcome { get; init; }

    public required string Method { get; init; }

    public required string Path { get; init; }

    public required string NoAnswer { get; init; }

    public required string ConsentId { get; init; }

    public required string NoBank { get; init; }

    public required string NoBankYet { get; init; }

    public required string ExpiresAt { get; init; }

    public required string Actions { get; init; }

    public required string Revoke { get; init; }

    public required string Expire { get; init; }

    public required string OpenConsentPage { get; init; }

    public required string AddConsent { get; init; }

    public required string Faults { get; init; }

    public required string FaultsHint { get; init; }

    public required string FaultDropped { get; init; }

    public required string FaultLost { get; init; }

    public required string FaultCut { get; init; }

    public required string FaultOther { get; init; }

    public required string QueuedFaults { get; init; }

    public required string TimesAlways { get; init; }

    public required string ClearFaults { get; init; }

    public required string Clock { get; init; }

    public required string SandboxTime { get; init; }

    public required string Ahead { get; init; }

    public required string NotAhead { get; init; }

    public required string OneHour { get; init; }

    public required string OneDay { get; init; }

    public required string NinetyDays { get; init; }

    public required string ClockHint { get; init; }

    public required string TokensAndData { get; init; }

    public required string RevokeTokens { get; init; }

    public required string RevokeTokensHint { get; init; }

    public required string Reset { get; init; }

    public required string ResetHint { get; init; }

    // With numbers.
    public required Func<int, int, string> CountOf { get; init; }

    public required Func<double, string> FaultSlow { get; init; }

    public required Func<int, string> TimesOf { get; init; }

    public required Func<TimeSpan, string> DurationOf { get; init; }

    public static Texts English { get; } = new()
    {
        Code = "en",
        SandboxName = "Aritma PSD2 sandbox",
        Languages = "Language",
        SandboxNotice = "This is a sandbox and no bank. No real account is involved.",
        ConsentTitle = "Give access to your accounts",
        ConsentApplication = "Application",
        ConsentPurpose = "Asks to read",
        Accounts = "accounts",
        Balances = "balances",
        Transactions = "transactions",
        ConsentUntil = "Until",
        FixedBank = "At your bank",
        ChooseBank = "Choose your bank",
        DecidingBanks = "Banks that decide the outcome",
        DecidingBanksHint = "They are for tests: each does what its name says.",
        Approve = "Approve",
        Decline = "Decline",
        ApprovedTitle = "You have given access",
        ApprovedText = "The application can now read your accounts, balances and transactions.",
        ApprovedNext = "You can close this page and return to the application.",
        DeclinedTitle = "No access was given",
        DeclinedText = "The consent was declined, by you or by the bank. The application can't read your accounts.",
        DeclinedNext = "If you didn't want that, start again in the application.",
        AwaitingTitle = "Another person has to approve",
        AwaitingText = "You have approved. The application gets access once another person has approved as well.",
        AwaitingNext = "You can close this page and return to the application.",
        UsedTitle = "This link no longer works",
        UsedText = "It has been used, the consent has expired, or it has a newer link.",
        UsedNext = "Start again in the application, which gives you a new link.",
        UnknownTitle = "There is no consent at this address",
        UnknownText = "The address is incomplete, or the sandbox has been restarted or reset: it forgets its consents then.",
        UnknownNext = "Check the address, or start again in the application.",
        Sections = "On this page",
        Connected = "Live",
        ConnectionLost = "Connection lost, trying again",
        NoScript = "Without JavaScript this page shows the state as it was when loaded, and has no buttons.",
        Done = "Done",
        Failed = "That didn't work",
        Copy = "Copy",
        Copied = "Copied",
        CopyFailed = "The browser didn't allow that. The text is selected for you to copy.",
        Access = "Addresses and credentials",
        TokenEndpoint = "Token endpoint",
        ApiBaseAddress = "API base address",
        ClientId = "Client id",
        FirstClientSecret = "Secret of the first client",
        TokenCommand = "Get a token",
        ApiDescriptions = "API descriptions",
        Psd2Description = "PSD2 API and token endpoint",
        ControlDescription = "Control of the sandbox",
        TokenRequests = "Token requests",
        ApiRequests = "API calls",
        Consents = "Consents",
        NoTokenRequests = "No token requests yet. Ask for a token:",
        NoApiRequests = "No API calls yet. Call the API with a token:",
        NoConsents = "No consents yet. Create one with a token, or add one that is approved already.",
        NewestFirst = "newest first",
        Time = "Time (UTC)",
        Client = "Client",
        Tenant = "Tenant",
        ScopesAsked = "Scopes asked",
        ScopesGranted = "Scopes granted",
        ScopesCarried = "Scopes of the token",
        Outcome = "Outcome",
        Method = "Method",
        Path = "Path",
        NoAnswer = "no answer",
        ConsentId = "Consent",
        NoBank = "all ordinary banks",
        NoBankYet = "not chosen yet",
        ExpiresAt = "Expires (UTC)",
        Actions = "Actions",
        Revoke = "Revoke",
        Expire = "Expire",
        OpenConsentPage = "Open its page",
        AddConsent = "Add an approved consent",
        Faults = "Faults",
        FaultsHint = "A fault that is on meets each request until it is turned off. A switch removes all other faults of its endpoint.",
        FaultDropped = "connection dropped",
        FaultLost = "answer lost",
        FaultCut = "answer cut in the middle",
        FaultOther = "Another fault",
        QueuedFaults = "Queued from elsewhere",
        TimesAlways = "each request",
        ClearFaults = "Remove all",
        Clock = "Clock",
        SandboxTime = "Sandbox time (UTC)",
        Ahead = "Ahead by",
        NotAhead = "not advanced",
        OneHour = "+1 hour",
        OneDay = "+1 day",
        NinetyDays = "+90 days",
        ClockHint = "Consents and tokens expire, and request limits end, by this clock.",
        TokensAndData = "Tokens and data",
        RevokeTokens = "Revoke all tokens",
        RevokeTokensHint = "From then on the API answers 401 to the tokens issued so far.",
        Reset = "Reset the sandbox",
        ResetHint = "Forgets tokens, consents, requests, faults and what was added, and sets the clock back.",
        CountOf = static (shown, total) => shown == total ? $"{total}" : $"the latest {shown} of {total}",
        FaultSlow = static seconds => $"slow, {seconds.ToString(CultureInfo.InvariantCulture)} s",
        TimesOf = static times => times == 1 ? "1 request" : $"{times} requests",
        DurationOf = static time => Join((time.Days, "d"), (time.Hours, "h"), (time.Minutes, "min"), (time.Seconds, "s")),
    };

    public static Texts Norwegian { get; } = new()
    {
        Code = "nb",
        SandboxName = "Aritma PSD2-sandkasse",
        Languages = "Språk",
        SandboxNotice = "Dette er en sandkasse, ikke en bank. Ingen ekte kontoer er involvert.",
        ConsentTitle = "Gi tilgang til kontoene dine",
        ConsentApplication = "Applikasjon",
        ConsentPurpose = "Ber om å få lese",
        Accounts = "kontoer",
        Balances = "saldoer",
        Transactions = "transaksjoner",
        ConsentUntil = "Gyldig til",
        FixedBank = "I banken din",
        ChooseBank = "Velg banken din",
        DecidingBanks = "Banker som avgjør utfallet",
        DecidingBanksHint = "De er til testing: Hver av dem gjør det navnet sier.",
        Approve = "Godkjenn",
        Decline = "Avslå",
        ApprovedTitle = "Du har gitt tilgang",
        ApprovedText = "Applikasjonen kan nå lese kontoene, saldoene og transaksjonene dine.",
        ApprovedNext = "Du kan lukke denne siden og gå tilbake til applikasjonen.",
        DeclinedTitle = "Det ble ikke gitt tilgang",
        DeclinedText = "Samtykket ble avslått, av deg eller av banken. Applikasjonen kan ikke lese kontoene dine.",
        DeclinedNext = "Hvis du ikke ønsket det, kan du begynne på nytt i applikasjonen.",
        AwaitingTitle = "En person til må godkjenne",
        AwaitingText = "Du har godkjent. Applikasjonen får tilgang når en person til har godkjent.",
        AwaitingNext = "Du kan lukke denne siden og gå tilbake til applikasjonen.",
        UsedTitle = "Denne lenken virker ikke lenger",
        UsedText = "Den er brukt, samtykket er utløpt, eller det har fått en nyere lenke.",
        UsedNext = "Begynn på nytt i applikasjonen, så får du en ny lenke.",
        UnknownTitle = "Det finnes ikke noe samtykke på denne adressen",
        UnknownText = "Adressen er ufullstendig, eller sandkassen er startet på nytt eller nullstilt. Da glemmer den samtykkene.",
        UnknownNext = "Kontroller adressen, eller begynn på nytt i applikasjonen.",
        Sections = "På denne siden",
        Connected = "Oppdateres",
        ConnectionLost = "Ingen forbindelse, prøver igjen",
        NoScript = "Uten JavaScript viser siden tilstanden da den ble lastet, og har ingen knapper.",
        Done = "Utført",
        Failed = "Det gikk ikke",
        Copy = "Kopier",
        Copied = "Kopiert",
        CopyFailed = "Nettleseren tillot det ikke. Teksten er merket, så du kan kopiere den.",
        Access = "Adresser og klientlegitimasjon",
        TokenEndpoint = "Token-endepunkt",
        ApiBaseAddress = "API-ets basisadresse",
        ClientId = "Klient-ID",
        FirstClientSecret = "Hemmeligheten til den første klienten",
        TokenCommand = "Hent et token",
        ApiDescriptions = "API-beskrivelser",
        Psd2Description = "PSD2-API og token-endepunkt",
        ControlDescription = "Styring av sandkassen",
        TokenRequests = "Tokenforespørsler",
        ApiRequests = "API-kall",
        Consents = "Samtykker",
        NoTokenRequests = "Ingen tokenforespørsler ennå. Be om et token:",
        NoApiRequests = "Ingen API-kall ennå. Kall API-et med et token:",
        NoConsents = "Ingen samtykker ennå. Opprett et med et token, eller legg til et som allerede er godkjent.",
        NewestFirst = "nyeste først",
        Time = "Tid (UTC)",
        Client = "Klient",
        Tenant = "Leietaker",
        ScopesAsked = "Forespurte scopes",
        ScopesGranted = "Tildelte scopes",
        ScopesCarried = "Tokenets scopes",
        Outcome = "Utfall",
        Method = "Metode",
        Path = "Sti",
        NoAnswer = "ikke besvart",
        ConsentId = "Samtykke",
        NoBank = "alle vanlige banker",
        NoBankYet = "ikke valgt ennå",
        ExpiresAt = "Utløper (UTC)",
        Actions = "Handlinger",
        Revoke = "Trekk tilbake",
        Expire = "La utløpe",
        OpenConsentPage = "Åpne siden",
        AddConsent = "Legg til et godkjent samtykke",
        Faults = "Feil",
        FaultsHint =
            "En feil som er slått på, rammer hver forespørsel til den slås av. En bryter fjerner alle andre feil for sitt endepunkt.",
        FaultDropped = "brutt forbindelse",
        FaultLost = "tapt svar",
        FaultCut = "svar avkuttet på midten",
        FaultOther = "En annen feil",
        QueuedFaults = "Lagt i kø fra et annet sted",
        TimesAlways = "hver forespørsel",
        ClearFaults = "Fjern alle",
        Clock = "Klokke",
        SandboxTime = "Sandkassens tid (UTC)",
        Ahead = "Stilt frem",
        NotAhead = "ikke stilt frem",
        OneHour = "+1 time",
        OneDay = "+1 døgn",
        NinetyDays = "+90 døgn",
        ClockHint = "Samtykker og tokener utløper, og grenser for forespørsler opphører, etter denne klokken.",
        TokensAndData = "Tokener og data",
        RevokeTokens = "Trekk tilbake alle tokener",
        RevokeTokensHint = "Fra da av svarer API-et 401 på tokenene som er utstedt til nå.",
        Reset = "Nullstill sandkassen",
        ResetHint = "Glemmer tokener, samtykker, forespørsler, feil og det som er lagt til, og stiller klokken tilbake.",
        CountOf = static (shown, total) => shown == total ? $"{total}" : $"de siste {shown} av {total}",
        FaultSlow = static seconds => $"treg, {seconds.ToString(CultureInfo.InvariantCulture).Replace('.', ',')} s",
        TimesOf = static times => times == 1 ? "1 forespørsel" : $"{times} forespørsler",
        DurationOf = static time => Join((time.Days, "døgn"), (time.Hours, "t"), (time.Minutes, "min"), (time.Seconds, "s")),
    };

    private static string Join(params IEnumerable<(int Count, string Unit)> parts) =>
        string.Join(' ', parts.Where(part => part.Count != 0).Select(part => $"{part.Count} {part.Unit}"));
}
