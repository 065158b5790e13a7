using System.Buffers.Binary;

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

    [BrowserFact]
    public async Task The_pictures_of_the_documentation_are_taken()
    {
        await using var window = await OpenAsync("/connect", Width, configure: AsPicture);
        await TakeAsync(window, "connect", Width, 800);
        foreach (var bank in new[] { "Nordlysvik Bank", "Vattenrosbanken", "Marjapolun Pankki" })
        {
            await ConnectAsync(window, bank);
        }

        await TakeAsync(window, "accounts", Width, 640);
        await OpenAccountAsync(window);
        await TakeAsync(window, "account", Width, 800);
        await window.Page.GotoAsync("/access");
        await TakeAsync(window, "access", Width, 800);

        await using var phone = await OpenAsync(width: PhoneWidth, isDark: true, configure: AsPicture);
        await ConnectAsync(phone);
        await OpenAccountAsync(phone);
        await TakeAsync(phone, "phone", PhoneWidth, 800);
    }

    private static void AsPicture(BrowserNewContextOptions options) => options.DeviceScaleFactor = Scale;

    private static async Task TakeAsync(Window window, string name, int width, int height)
    {
        await window.Page.Mouse.MoveAsync(0, 0);
        var file = $"account-overview-{name}.png";
        var picture = await window.Page.ScreenshotAsync(new()
        {
            Path = Path.Combine(AppContext.BaseDirectory, "received", file),
            Clip = new() { X = 0, Y = 0, Width = width, Height = height },
            // Playwright hides the caret with a style, which the pages' policy forbids.
            Caret = ScreenshotCaret.Initial,
        });
        var record = Path.Combine(AppContext.BaseDirectory, "images", file);
        Assert.True(File.Exists(record), $"There is no {file} in docs/images. Copy it from the folder 'received' of the test's output.");
        Assert.Equal(SizeOf(picture), SizeOf(await File.ReadAllBytesAsync(record)));
        window.AssertQuiet();
    }

    /// <summary>Width and height stand at the beginning of a PNG file (ISO 15948, IHDR).</summary>
    private static (int Width, int Height) SizeOf(ReadOnlySpan<byte> png) =>
        (BinaryPrimitives.ReadInt32BigEndian(png[16..]), BinaryPrimitives.ReadInt32BigEndian(png[20..]));
}
