namespace Aritma.Psd2.Sandbox;

internal static class Names
{
    /// <summary>The value of this name, in any case. Unlike <c>Enum.TryParse</c>, it knows no numbers and no lists of names.</summary>
    public static T? Find<T>(string? name)
        where T : struct, Enum => Enum.GetValues<T>()
        .Where(value => value.ToString().Equals(name, StringComparison.OrdinalIgnoreCase))
        .Cast<T?>()
        .FirstOrDefault();
}
