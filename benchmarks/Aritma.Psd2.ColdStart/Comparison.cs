namespace Aritma.Psd2.ColdStart;

/// <summary>The same program with one variant after the other.</summary>
/// <param name="Title">What is started, for the report.</param>
/// <param name="Program">The program.</param>
/// <param name="Answers">How its stubs answer.</param>
/// <param name="LargestRatio">How long this library may take, as a multiple of the hand-written handler.</param>
/// <param name="MostMoreMethods">How many more methods may be compiled than with the hand-written handler.</param>
internal sealed record Comparison(
    string Title, PublishedProgram Program, string Answers, double LargestRatio, int? MostMoreMethods = null)
{
    public Variant StaticHeader { get; } = new("static-header");

    public Variant HandWritten { get; } = new("hand-written");

    public Variant Psd2 { get; } = new("psd2");

    public async Task StartEachAsync(bool isCounted)
    {
        foreach (var variant in (Variant[])[StaticHeader, HandWritten, Psd2])
        {
            var start = await Program.StartAsync(variant.Argument, Answers);
            if (isCounted)
            {
                variant.Starts.Add(start);
            }
        }
    }

    /// <summary>A way to authorize the call, and its starts.</summary>
    internal sealed record Variant(string Argument)
    {
        public List<ColdStart> Starts { get; } = [];

        public double Milliseconds => Median(start => start.Milliseconds);

        public double CompiledMethods => Median(start => start.CompiledMethods);

        private double Median(Func<ColdStart, double> figure) => Starts.Select(figure).Order().ElementAt(Starts.Count / 2);
    }
}
