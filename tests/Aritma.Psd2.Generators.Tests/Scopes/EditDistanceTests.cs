using Aritma.Psd2.Generators.Scopes;

namespace Aritma.Psd2.Generators.Tests;

public class EditDistanceTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("read", "read", 0)]
    [InlineData("", "read", 4)]
    [InlineData("red", "read", 1)]
    [InlineData("reed", "read", 1)]
    [InlineData("raed", "read", 1)]
    [InlineData("erda", "read", 2)]
    [InlineData("Read", "read", 1)]
    [InlineData("write", "read", 4)]
    [InlineData("ca", "abc", 3)]
    public void Counts_added_removed_changed_and_swapped_characters(string first, string second, int distance)
    {
        Assert.Equal(distance, EditDistance.Between(first, second));
        Assert.Equal(distance, EditDistance.Between(second, first));
    }
}
