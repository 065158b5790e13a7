using System.Text.Json;

namespace Aritma.Psd2.Client.Serialization;

/// <summary>The items of a list that was read.</summary>
internal static class Items
{
    /// <summary>JSON lists may hold null, which nobody expects among accounts or transactions.</summary>
    /// <exception cref="JsonException">One is null.</exception>
    public static void MustExist<T>(IReadOnlyList<T>? items)
        where T : class?
    {
        if (items?.Contains(null!) == true)
        {
            throw new JsonException("An item of a list is null.");
        }
    }
}
