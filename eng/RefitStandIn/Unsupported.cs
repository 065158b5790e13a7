namespace Refit;

internal static class Unsupported
{
    public static NotSupportedException Because(string what) =>
        new(
            $"{what} The stand-in for Refit does what this repository's interfaces use; " +
            "build with Refit itself: -p:RefitVersion=<version>.");
}
