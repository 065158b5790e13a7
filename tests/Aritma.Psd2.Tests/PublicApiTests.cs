using PublicApiGenerator;

namespace Aritma.Psd2.Tests;

public class PublicApiTests
{
    [Fact]
    public void The_public_api_is_the_one_on_record()
    {
        var api = typeof(Psd2Options).Assembly.GeneratePublicApi(
            new ApiGeneratorOptions { IncludeAssemblyAttributes = false, DenyNamespacePrefixes = [] });
        // Where the two differ on purpose, this file becomes the new record.
        File.WriteAllText(Path.Combine(AppContext.BaseDirectory, "Aritma.Psd2.received.txt"), api);
        var record = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Aritma.Psd2.approved.txt"));

        Assert.Equal(record.ReplaceLineEndings("\n").Trim(), api.ReplaceLineEndings("\n").Trim());
    }

    [Fact]
    public void The_run_time_references_the_platform_only_and_no_Refit() => Assert.Equal(
        ["Microsoft.AspNetCore.DataProtection.Abstractions"],
        typeof(Psd2Options).Assembly.GetReferencedAssemblies()
            .Select(assembly => assembly.Name!)
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal))
            .Where(name => !name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)));
}
