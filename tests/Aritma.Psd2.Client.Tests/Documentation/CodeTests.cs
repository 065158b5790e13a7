namespace Aritma.Psd2.Client.Tests.Documentation;

/// <summary>All that the page shows compiles, without a warning.</summary>
public sealed class CodeTests
{
    public static TheoryData<int> Blocks =>
        [.. Enumerable.Range(0, Page.Client.Code.Count).Where(index => !IsClient(Page.Client.Code[index].Code))];

    [Theory]
    [MemberData(nameof(Blocks))]
    public void A_block_compiles(int index)
    {
        var code = Page.Client.Code[index].Code;

        Assert.NotNull(Page.IsProgram(code) ? Compiler.Compile(code) : Compiler.CompilePiece(code));
    }

    [Fact]
    public void All_that_the_page_of_the_sandbox_shows_compiles() =>
        Assert.All(Page.Sandbox.Code, block => Assert.NotNull(Compiler.CompilePiece(block.Code)));

    [Fact]
    public void One_block_is_an_interface_that_the_tests_of_the_generator_compile() =>
        Assert.Equal("An interface of your own", Page.Client.Code.Single(code => IsClient(code.Code)).Heading);

    [Fact]
    public void Six_blocks_are_whole_programs() => Assert.Equal(6, Page.Client.Code.Count(code => Page.IsProgram(code.Code)));

    [Fact]
    public void No_line_of_code_is_longer_than_elsewhere() =>
        Assert.DoesNotContain(
            Page.Client.Code.Concat(Page.Sandbox.Code).SelectMany(code => code.Code.Split('\n')), line => line.Length > 140);

    private static bool IsClient(string code) => code.Contains("[Psd2Scopes(", StringComparison.Ordinal);
}
