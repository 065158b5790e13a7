using Microsoft.AspNetCore.Razor.TagHelpers;

namespace AccountOverview.Formatting;

/// <summary><c>&lt;day value="…" /&gt;</c>: a day, as the user's culture writes it, and as <c>time</c> for programs.</summary>
[HtmlTargetElement("day", TagStructure = TagStructure.WithoutEndTag)]
public sealed class DayTagHelper : TagHelper
{
    public DateOnly? Value { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagMode = TagMode.StartTagAndEndTag;
        if (Value is not { } day)
        {
            output.TagName = "span";
            output.Attributes.SetAttribute("class", "missing");
            output.Content.SetContent("no date");
            return;
        }

        output.TagName = "time";
        output.Attributes.SetAttribute("datetime", DayText.Iso(day));
        output.Content.SetContent(DayText.Of(day));
    }
}
