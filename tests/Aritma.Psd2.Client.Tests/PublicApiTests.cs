using PublicApiGenerator;

namespace Aritma.Psd2.Client.Tests;

public class PublicApiTests
{
    [Fact]
    public void The_public_api_is_the_one_on_record()
    {
        var api = typeof(IAccountsApi).Assembly.GeneratePublicApi(
            new ApiGeneratorOptions { IncludeAssemblyAttributes = false, DenyNamespacePrefixes = [] });
        // Where the two differ on purpose, this file becomes the new record.
        File.WriteAllText(Path.Combine(AppContext.BaseDirectory, "Aritma.Psd2.Client.received.txt"), api);
        var record = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Aritma.Psd2.Client.approved.txt"));

        Assert.Equal(record.ReplaceLineEndings("\n").Trim(), api.ReplaceLineEndings("\n").Trim());
    }
}
