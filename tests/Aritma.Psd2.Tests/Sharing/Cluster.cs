using Microsoft.AspNetCore.DataProtection;

namespace Aritma.Psd2.Tests.Sharing;

/// <summary>The instances of an application: they have a cache, a key ring and a clock in common.</summary>
internal sealed class Cluster(FakeTimeProvider time) : IAsyncDisposable
{
    private readonly List<Instance> _instances = [];

    public Cluster()
        : this(new FakeTimeProvider(TestTime.Start))
    {
    }

    public FakeTimeProvider Time => time;

    public CacheStore Store { get; } = new(time);

    public IDataProtectionProvider KeyRing { get; } = new EphemeralDataProtectionProvider();

    public int TokenRequests => _instances.Sum(instance => instance.TokenEndpoint.Requests.Count);

    /// <param name="name">What its tokens are called: the first one of instance <c>a</c> is <c>a-1</c>.</param>
    /// <param name="keyRing">A key ring of its own.</param>
    /// <param name="configure">What else it registers.</param>
    public Instance Add(string name, IDataProtectionProvider? keyRing = null, Action<Psd2Builder>? configure = null)
    {
        var instance = new Instance(this, name, keyRing ?? KeyRing, configure);
        _instances.Add(instance);
        return instance;
    }

    /// <summary>Ends when each token that was requested is saved, which its callers don't wait for.</summary>
    public Task SavedAsync() => Store.SavedAsync(TokenRequests);

    public async ValueTask DisposeAsync()
    {
        foreach (var instance in _instances)
        {
            await instance.DisposeAsync();
        }
    }
}
