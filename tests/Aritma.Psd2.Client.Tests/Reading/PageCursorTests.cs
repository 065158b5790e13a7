namespace Aritma.Psd2.Client.Tests.Reading;

public class PageCursorTests
{
    [Theory]
    [InlineData("abc123")]
    [InlineData("a+b c%2F=&å")]
    public void A_cursor_kept_as_text_is_the_cursor(string text)
    {
        var cursor = PageCursor.Of(text);

        Assert.Equal(text, cursor.ToString());
        Assert.Equal(PageCursor.Of(text), cursor);
        Assert.Equal(PageCursor.Of(text).GetHashCode(), cursor.GetHashCode());
        Assert.NotEqual(PageCursor.Of(text.ToUpperInvariant()), cursor);
    }

    [Theory]
    [InlineData("https://banking.example/api/consents?cursor=c4nary")]
    [InlineData("/consents?cursor=c4nary")]
    [InlineData("..\\c4nary")]
    [InlineData("?cursor=c4nary")]
    public void An_address_is_no_cursor(string text)
    {
        var refusal = Assert.Throws<ArgumentException>("value", () => PageCursor.Of(text));

        Assert.DoesNotContain("c4nary", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void Nothing_is_no_cursor(string text) => Assert.Throws<ArgumentException>("value", () => PageCursor.Of(text));

    [Fact]
    public void Null_is_no_cursor() => Assert.Throws<ArgumentNullException>("value", () => PageCursor.Of(null!));

    [Fact]
    public void The_default_is_empty() => Assert.Equal("", default(PageCursor).ToString());

    [Theory]
    [InlineData("https://banking.example/api/consents?cursor=abc123", "abc123")]
    [InlineData("/consents?pageSize=10&cursor=abc%2B1%2F%3D#top", "abc+1/=")]
    [InlineData("?cursor=a?b", "a?b")]
    [InlineData("/consents?CURSOR=abc", "abc")]
    [InlineData("/consents?cursor=%E5", "\ufffd")]
    [InlineData("/consents?cursor=", null)]
    [InlineData("/consents?cursor", null)]
    [InlineData("/consents#?cursor=a", null)]
    [InlineData("/consents/cursor=a", null)]
    [InlineData("nonsense \u0000", null)]
    [InlineData("?", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void The_cursor_of_a_link_is_that_of_its_query(string? link, string? cursor) =>
        Assert.Equal(cursor, new PageLink { Href = link }.Cursor?.ToString());
}
