using Microsoft.Extensions.DependencyInjection;
using PublicApiGenerator;

namespace Aritma.Psd2.AspNetCore.Tests;

public class PublicApiTests
{
    [Fact]
    public void The_public_api_is_the_one_on_record()
    {
        var api = typeof(Psd2AspNetCoreBuilderExtensions).Assembly.GeneratePublicApi(
            new ApiGeneratorOptions { IncludeAssemblyAttributes = false, DenyNamespacePrefixes = [] });
        // Where the two differ on purpose, this file becomes the new record.
        File.WriteAllText(Path.Combine(AppContext.BaseDirectory, "Aritma.Psd2.AspNetCore.received.txt"), api);
        var record = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Aritma.Psd2.AspNetCore.approved.txt"));

        Assert.Equal(record.ReplaceLineEndings("\n").Trim(), api.ReplaceLineEndings("\n").Trim());
    }
}
