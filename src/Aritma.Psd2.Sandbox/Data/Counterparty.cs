namespace Aritma.Psd2.Sandbox;

/// <summary>Someone the fictional account holders pay or are paid by. Amounts in Scandinavian crowns.</summary>
internal sealed record Counterparty(string Name, string Remittance, int Least, int Most)
{
    public static Counterparty Employer(string country) => country switch
    {
        "NO" => new("Blåklokke Verft AS", "Lønn", 32_000, 36_000),
        "SE" => new("Granskogens Mekaniska AB", "Lön", 28_000, 32_000),
        "DK" => new("Klitrosen Møbler ApS", "Løn", 27_000, 31_000),
        _ => new("Kaislikon Konepaja Oy", "Palkka", 29_000, 33_000),
    };

    public static Counterparty Landlord(string country) => country switch
    {
        "NO" => new("Tyttebærtunet Borettslag", "Felleskostnader", 9_500, 9_500),
        "SE" => new("Brf Smultronhöjden", "Avgift", 7_200, 7_200),
        "DK" => new("Andelsforeningen Kastanjegården", "Husleje", 8_400, 8_400),
        _ => new("Asunto-osakeyhtiö Pihlajanmarja", "Vastike", 6_100, 6_100),
    };

    public static Counterparty[] Shops(string country) => country switch
    {
        "NO" =>
        [
            new("Multemyra Dagligvare", "Varekjøp", 90, 1_400), new("Kaffe og Kringle", "Varekjøp", 45, 160),
            new("Tindebussen", "Månedskort", 400, 900), new("Rypelyng Strøm", "Faktura strøm", 500, 2_400),
            new("Skogholtet Apotek", "Varekjøp", 60, 700),
        ],
        "SE" =>
        [
            new("Lingonbacken Livs", "Kortköp", 80, 1_300), new("Kanelgiffeln Bageri", "Kortköp", 40, 150),
            new("Granbarr Energi", "Elräkning", 450, 2_100), new("Tallkottens Bokhandel", "Kortköp", 99, 600),
            new("Vitsippans Blommor", "Kortköp", 120, 500),
        ],
        "DK" =>
        [
            new("Havtornens Købmand", "Kortkøb", 80, 1_200), new("Birkesnegl Bageri", "Kortkøb", 35, 140),
            new("Marehalm Varme", "Regning varme", 400, 1_900), new("Strandskallens Cykler", "Kortkøb", 150, 2_500),
            new("Hyldeblomst Biograf", "Billetter", 110, 420),
        ],
        _ =>
        [
            new("Puolukkapolun Ruoka", "Korttiosto", 70, 1_300), new("Korvatunturin Kahvila", "Korttiosto", 35, 140),
            new("Kuusenoksan Sähkö", "Sähkölasku", 450, 2_000), new("Tuohikorin Tarvike", "Korttiosto", 100, 1_100),
            new("Järviruo'on Uimahalli", "Kausikortti", 60, 500),
        ],
    };

    public static Counterparty[] Customers { get; } =
    [
        new("Einerhaugen Barnehage", "Faktura", 4_000, 28_000), new("Solsikkesvingen Kro", "Faktura", 2_500, 19_000),
        new("Bjørkeneset Båtforening", "Faktura", 1_800, 12_000),
    ];

    public static Counterparty[] Suppliers { get; } =
    [
        new("Ospeskogen Papir AS", "Innkjøp", 700, 9_000), new("Røsslyng Regnskap", "Honorar", 2_000, 6_000),
        new("Seljefløyta Lager", "Leie", 1_500, 8_000),
    ];

    public static Counterparty OwnCurrentAccount { get; } = new("Egen brukskonto", "Fast sparing", 2_500, 2_500);
}
