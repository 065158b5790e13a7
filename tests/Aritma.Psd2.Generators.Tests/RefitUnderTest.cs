namespace Aritma.Psd2.Generators.Tests;

/// <summary>What the Refit that these tests are built against can do.</summary>
internal static class RefitUnderTest
{
#if REFIT8
    public const bool HasKeyedClients = false;
#else
    public const bool HasKeyedClients = true;
#endif
}
