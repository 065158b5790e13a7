using System.Collections;
using System.Reflection;

namespace Aritma.Psd2.Client.Tests.Reading;

/// <summary>Looks for nulls where the types promise that there is none.</summary>
internal static class Nulls
{
    private static readonly Dictionary<Type, (PropertyInfo Property, NullabilityInfo Nullability)[]> Properties = [];

    public static void AssertNoneIn(object model)
    {
        foreach (var (property, nullability) in PropertiesOf(model.GetType()))
        {
            AssertAllowed(property.GetValue(model), nullability, $"{model.GetType().Name}.{property.Name}");
        }
    }

    private static void AssertAllowed(object? value, NullabilityInfo nullability, string place)
    {
        if (value is null)
        {
            Assert.True(nullability.ReadState == NullabilityState.Nullable, $"{place} is null.");
        }
        else if (value is IList items)
        {
            Assert.All(items.Cast<object?>(), item => AssertAllowed(item, nullability.GenericTypeArguments[0], $"an item of {place}"));
        }
        else if (value.GetType().Assembly == typeof(Psd2Model).Assembly)
        {
            AssertNoneIn(value);
        }
    }

    private static (PropertyInfo Property, NullabilityInfo Nullability)[] PropertiesOf(Type type)
    {
        lock (Properties)
        {
            if (!Properties.TryGetValue(type, out var properties))
            {
                var context = new NullabilityInfoContext();
                Properties[type] = properties =
                [
                    .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                        .Select(property => (property, context.Create(property))),
                ];
            }

            return properties;
        }
    }
}
