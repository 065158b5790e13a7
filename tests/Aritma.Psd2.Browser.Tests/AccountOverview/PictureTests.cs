using System.Buffers.Binary;
using System.Text.Json;
using Aritma.Psd2.Sandbox;

namespace Aritma.Psd2.Browser.Tests.AccountOverview;

/// <summary>
/// Takes the pictures of the documentation. They are on record in <c>docs/images</c>: where a page looks different now, copy the files of
/// the folder <c>received</c> over them. What fonts a machine has makes pixels differ, so that the size is all that is compared.
/// </summary>
[Collection(nameof(Chromium))]
public sealed class PictureTests(Chromium chromium) : SampleTest(chromium)
{
    private const int Width = 1280;
    private const int PhoneWidth = 360;
    private const float Scale = 1.5f;

    private static string Received => Path.Combine(AppContext.BaseDirectory, "received");

    private static string Record => Path.Combine(AppContext.BaseDirectory, "images");

    [BrowserFact]
    public async Task The_pictures_of_the_documentation_are_taken()
    {
        await AnswerWithOrdinaryBanksAsync();
        await using var window = await OpenAsync("/connect", Width, configure: AsPicture);
        await TakeAsync(window, "connect", Width, 620);
        foreach (var bank in new[] { "Nordlysvik Bank", "Vattenrosbanken", "Marjapolun Pankki" })
        {
            await ConnectAsync(window, bank);
        }

        await TakeAsync(window, "accounts", Width, 760);
        await OpenAccountAsync(window);
        await TakeAsync(window, "account", Width, 1120);
        await window.Page.GotoAsync("/access");
        await TakeAsync(window, "access", Width, 800);

        await using var phone = await OpenAsync(width: PhoneWidth, isDark: true, configure: AsPicture);
        await ConnectAsync(phone);
        await OpenAccountAsync(phone);
        await TakeAsync(phone, "phone", PhoneWidth, 800);

        Assert.Equal(SizesIn(Record), SizesIn(Received));
    }

    /// <summary>The next answer of the API: without the banks for tests, which no user will see.</summary>
    private async Task AnswerWithOrdinaryBanksAsync()
    {
        var banks = (await Requests.GetAsync(Sandbox, "/banks")).GetProperty("banks").EnumerateArray()
            .Where(bank => !SandboxBanks.Contains(bank.GetProperty("id").GetString()));
        Sandbox.ApiFaults.Add(new SandboxFault { Body = JsonSerializer.Serialize(new { banks }) });
    }

    private static void AsPicture(BrowserNewContextOptions options) => options.DeviceScaleFactor = Scale;

    private static async Task TakeAsync(Window window, string name, int width, int height)
    {
        // No link is pointed at.
        await window.Page.Mouse.MoveAsync(0, 0);
        await window.Page.SetViewportSizeAsync(width, height);
        await window.Page.ScreenshotAsync(new()
        {
            Path = Path.Combine(Received, $"account-overview-{name}.png"),
            // Playwright hides the caret with a style, which the pages' policy forbids.
            Caret = ScreenshotCaret.Initial,
        });
        window.AssertQuiet();
    }

    /// <summary>Width and height stand at the beginning of a PNG file (ISO 15948, IHDR).</summary>
    private static IEnumerable<(string Name, int Width, int Height)> SizesIn(string folder) =>
        from file in Directory.EnumerateFiles(folder, "account-overview-*.png").Order(StringComparer.Ordinal)
        let png = File.ReadAllBytes(file)
        select (
            Path.GetFileName(file),
            BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)),
            BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));
}
