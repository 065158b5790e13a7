using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Aritma.Psd2.Sandbox.Tool;

/// <summary>An option whose value is a whole number of a range. A message about any other value names the option and the range.</summary>
internal sealed class NumberOption : Option<int>
{
    private readonly int _min;
    private readonly int _max;

    public NumberOption(string name, int min, int max, int defaultValue)
        : base(name)
    {
        (_min, _max) = (min, max);
        HelpName = "number";
        DefaultValueFactory = _ => defaultValue;
        CustomParser = Parse;
    }

    private int Parse(ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            && value >= _min
            && value <= _max)
        {
            return value;
        }

        argument.AddError($"{Name} must be a whole number from {_min} to {_max}, and is '{text}'.");
        return default;
    }
}
