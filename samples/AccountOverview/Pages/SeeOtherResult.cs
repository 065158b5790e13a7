using Microsoft.AspNetCore.Mvc;

namespace AccountOverview.Pages;

/// <summary>Sends a browser on with GET, after a form (303, RFC 9110 §15.4.4).</summary>
internal sealed class SeeOtherResult(Uri address) : ActionResult
{
    public override void ExecuteResult(ActionContext context)
    {
        context.HttpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.HttpContext.Response.Headers.Location = address.AbsoluteUri;
    }
}
