using System.Reflection;
using System.Text;

namespace Aritma.Psd2.Sockets;

/// <summary>A plot, as SVG.</summary>
internal sealed class Plot
{
    private const int Left = 70;
    private const int Top = 40;
    private const int Width = 720;
    private const int Height = 360;

    private readonly Axis _x;
    private readonly Axis _y;
    private readonly StringBuilder _svg = new();
    private int _legends;

    public Plot(string title, Axis x, Axis y)
    {
        (_x, _y) = (x, y);
        _svg.AppendLine($"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Left + Width + 20} {Top + Height + 60}"
                font-family="sans-serif" font-size="12">
            <rect width="100%" height="100%" fill="#fff"/>
            """);
        Text(Left, 24, title, "font-size=\"16\"");
        foreach (var mark in x.Marks)
        {
            Element($"""<path d="M{X(mark)} {Top}v{Height}" stroke="#ddd"/>""");
            Text(X(mark), Top + Height + 18, x.Label(mark), "text-anchor=\"middle\"");
        }

        foreach (var mark in y.Marks)
        {
            Element($"""<path d="M{Left} {Y(mark)}h{Width}" stroke="#ddd"/>""");
            Text(Left - 8, Y(mark) + 4, y.Label(mark), "text-anchor=\"end\"");
        }

        Text(Left + (Width / 2), Top + Height + 44, x.Title, "text-anchor=\"middle\"");
        Text(0, 0, y.Title, $"text-anchor=\"middle\" transform=\"translate(18 {Top + (Height / 2)}) rotate(-90)\"");
    }

    /// <summary>Colours a span of the horizontal axis.</summary>
    public void Band(double from, double to, string text)
    {
        Element($"""<rect x="{X(from)}" y="{Top}" width="{X(to) - X(from)}" height="{Height}" fill="#fe9" fill-opacity="0.6"/>""");
        Text((X(from) + X(to)) / 2, Top + 20, text, "text-anchor=\"middle\"");
    }

    public void HorizontalLine(double y, string text)
    {
        Element($"""<path d="M{Left} {Y(y)}h{Width}" stroke="#555" stroke-dasharray="6 4"/>""");
        Text(Left + 8, Y(y) - 6, text);
    }

    /// <summary>Dots that fall on the same place, which is two pixels wide and high, are drawn once.</summary>
    public void Dots(IEnumerable<(double X, double Y)> dots)
    {
        var places = dots.Select(dot => $"M{X(dot.X) & ~1} {Y(dot.Y) & ~1}h0").Distinct();
        Element($"""<path d="{string.Concat(places)}" stroke="#07b" stroke-width="2" stroke-linecap="round" stroke-opacity="0.5"/>""");
    }

    public void Curve(string title, string colour, IEnumerable<(double X, double Y)> points)
    {
        var places = points.Select(point => $"{X(point.X)} {Y(point.Y)}").Distinct();
        Element($"""<path d="M{string.Join('L', places)}" fill="none" stroke="{colour}" stroke-width="2"/>""");
        Text(Left + 12, Top + 20 + (16 * _legends++), title, $"fill=\"{colour}\"");
    }

    public void Save(string file)
    {
        var folder = typeof(Plot).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == "Plots").Value!;
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, file), _svg.AppendLine("</svg>").ToString());
    }

    private int X(double value) => (int)Math.Round(Left + (Width * _x.Place(value)));

    private int Y(double value) => (int)Math.Round(Top + Height - (Height * _y.Place(value)));

    private void Text(int x, int y, string text, string attributes = "") =>
        Element($"""<text x="{x}" y="{y}" {attributes}>{text}</text>""");

    private void Element(string element) => _svg.AppendLine(element);
}
