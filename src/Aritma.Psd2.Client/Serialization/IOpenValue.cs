namespace Aritma.Psd2.Client.Serialization;

/// <summary>A value of an open list: known ones have names, and others are kept as they came.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface IOpenValue<TSelf>
    where TSelf : struct, IOpenValue<TSelf>
{
    /// <summary>The value as the API writes it.</summary>
    string Value { get; }

    /// <summary>The value with this text.</summary>
    static abstract TSelf FromText(string text);
}
