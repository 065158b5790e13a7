using Aritma.Psd2.Generators.Scopes;
using System;
using System.Text;

namespace Aritma.Psd2.Generators.Registration;

/// <summary>Writes indented lines that end the same on every platform.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    public void Line(string line = "")
    {
        if (line.Length > 0)
        {
            _text.Append(' ', _depth * 4).Append(line);
        }

        _text.Append('\n');
    }

    public void Lines(string lines)
    {
        foreach (var line in lines.Split('\n'))
        {
            Line(line);
        }
    }

    /// <summary>Opens a brace, and closes it when disposed.</summary>
    public IDisposable Block(string close = "}")
    {
        Line("{");
        _depth++;
        return new OpenBlock(this, close);
    }

    public override string ToString() => _text.ToString();

    private sealed class OpenBlock(SourceWriter writer, string close) : IDisposable
    {
        public void Dispose()
        {
            writer._depth--;
            writer.Line(close);
        }
    }
}
