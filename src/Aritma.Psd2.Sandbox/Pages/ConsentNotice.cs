namespace Aritma.Psd2.Sandbox.Pages;

/// <summary>
/// What has happened, and what the end user can do. A receipt is shown once: its address, opened again, tells that it has been used.
/// </summary>
internal sealed record ConsentNotice(
    Func<Texts, string> Title, Func<Texts, string> Text, Func<Texts, string> Next, bool IsReceipt = false);
