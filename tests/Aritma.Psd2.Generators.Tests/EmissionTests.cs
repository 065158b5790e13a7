namespace Aritma.Psd2.Generators.Tests;

public class EmissionTests
{
    [Fact]
    public void Emits()
    {
        var run = new ConsumerProject(ConsumerProject.Usings + """
            namespace Contoso.Banking;
            [Psd2Scopes(Psd2Scope.ChannelPsd2, Psd2Scope.AisRead)]
            public interface IAccountsApi
            {
                [Get("/accounts")]
                Task<string> GetAsync();
            }
            """).Run();
        Console.WriteLine(run.Text);
        Assert.Equal("", string.Join("\n", run.Output.GetDiagnostics()));
        run.MustCompile();
    }
}
