namespace Aritma.Psd2.Sockets;

/// <summary>An axis of a plot.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="From">The value at its start.</param>
/// <param name="To">The value at its end.</param>
/// <param name="Marks">The values that are written at it.</param>
/// <param name="Scale">Its scale; linear unless given.</param>
internal sealed record Axis(string Title, double From, double To, double[] Marks, Func<double, double>? Scale = null)
{
    /// <summary>How a mark is written.</summary>
    public Func<double, string> Label { get; init; } = value => $"{value:0.##}";

    /// <summary>Where a value lies: 0 at the start, 1 at the end. What lies outside is put at the border.</summary>
    public double Place(double value) => Math.Clamp((Scaled(value) - Scaled(From)) / (Scaled(To) - Scaled(From)), 0, 1);

    private double Scaled(double value) => Scale is null ? value : Scale(value);
}
