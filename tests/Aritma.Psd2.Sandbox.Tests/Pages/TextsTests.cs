using System.Reflection;

namespace Aritma.Psd2.Sandbox.Tests.Pages;

/// <summary>Both languages say everything. The texts are internal, and so are read by reflection.</summary>
public sealed class TextsTests
{
    private static readonly Type Texts = typeof(Psd2Sandbox).Assembly.GetType("Aritma.Psd2.Sandbox.Pages.Texts", throwOnError: true)!;

    private static readonly PropertyInfo[] Properties =
        [.. Texts.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.PropertyType == typeof(string))];

    [Fact]
    public void No_text_is_empty()
    {
        Assert.NotEmpty(Properties);
        Assert.All(Properties, property =>
        {
            Assert.False(string.IsNullOrWhiteSpace(In("English", property)), property.Name);
            Assert.False(string.IsNullOrWhiteSpace(In("Norwegian", property)), property.Name);
        });
    }

    [Fact]
    public void The_languages_differ() =>
        Assert.All(Properties, property => Assert.NotEqual(In("English", property), In("Norwegian", property)));

    private static string? In(string language, PropertyInfo property) =>
        (string?)property.GetValue(Texts.GetProperty(language)!.GetValue(null));
}
