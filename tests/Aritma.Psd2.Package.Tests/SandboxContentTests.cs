namespace Aritma.Psd2.Package.Tests;

/// <summary>The sandbox's package.</summary>
[Collection(nameof(PackedPackages))]
public class SandboxContentTests(PackedPackages packages)
{
    [SlowFact]
    public void Holds_the_assembly_its_documentation_and_nothing_beside_them() => Assert.Equal(
        [
            "Aritma.Psd2.Sandbox.nuspec",
            "README.md",
            "lib/net10.0/Aritma.Psd2.Sandbox.dll",
            "lib/net10.0/Aritma.Psd2.Sandbox.xml",
        ],
        packages.Read("Aritma.Psd2.Sandbox").Entries);
}
