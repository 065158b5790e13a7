using System.Globalization;
using Aritma.Psd2.Client;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace AccountOverview.Formatting;

/// <summary><c>&lt;amount value="…" /&gt;</c>: an amount, as the user's culture writes it, and as <c>data</c> for programs.</summary>
[HtmlTargetElement("amount", TagStructure = TagStructure.WithoutEndTag)]
public sealed class AmountTagHelper : TagHelper
{
    public Money? Value { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagMode = TagMode.StartTagAndEndTag;
        if (Value is not { } money)
        {
            output.TagName = "span";
            output.Attributes.SetAttribute("class", "amount missing");
            output.Content.SetContent("not known");
            return;
        }

        output.TagName = "data";
        output.Attributes.SetAttribute("class", money.Amount < 0 ? "amount negative" : "amount");
        output.Attributes.SetAttribute("value", money.Amount.ToString(CultureInfo.InvariantCulture));
        output.Content.SetContent(AmountText.Number(money.Amount));
        if (money.Currency is { } currency)
        {
            output.Content.AppendHtml(" <span class=\"currency\">").Append(currency).AppendHtml("</span>");
        }
    }
}
