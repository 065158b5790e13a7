using Microsoft.AspNetCore.Http;

namespace Aritma.Psd2.Sandbox.Pages;

/// <summary>
/// What stands for a page in a Native AOT application. Its compiler leaves out the components where
/// <c>RuntimeFeature.IsDynamicCodeSupported</c> is asked before a page is made, and with them the warnings about their reflection.
/// </summary>
internal static class PageText
{
    public static IResult Of(int status) =>
        Results.Text("The sandbox has no pages in a Native AOT application. What they do is under /sandbox.\n", statusCode: status);
}
