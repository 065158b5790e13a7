using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace Aritma.Psd2.Client.Tests.Reading;

/// <summary>Checks a property of generated cases, the same ones in each run.</summary>
internal static class Fuzz
{
    /// <summary>What makes the cases. A failure prints the seed of its own case, which can be put here to see that one first.</summary>
    private static readonly Replay Seed = new(new Rnd(8259, 3339), FSharpOption<int>.None);

    // Away from xunit's synchronization context, because FsCheck blocks while a property is checked.
    public static Task Check<T>(Gen<T> cases, int count, Func<T, Task> property) => Task.Run(() =>
        FsCheck.Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(Seed).WithQuietOnSuccess(true),
            Prop.ForAll(cases.ToArbitrary(), property)));

    public static Task Check<T>(Gen<T> cases, int count, Action<T> property) =>
        Check(cases, count, item =>
        {
            property(item);
            return Task.CompletedTask;
        });
}
