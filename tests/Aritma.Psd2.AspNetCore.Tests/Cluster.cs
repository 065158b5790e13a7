using Aritma.Psd2.Sharing;
using Microsoft.AspNetCore.DataProtection;

namespace Aritma.Psd2.AspNetCore.Tests;

/// <summary>The nodes of an application: they have a cache, a key ring and a clock in common.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private readonly List<Node> _nodes = [];

    public Cluster() => Store = new CacheStore(Time);

    /// <summary>The clock. It doesn't wait between two looks at the cache; time limits are the test's to reach.</summary>
    public ManualTimeProvider Time { get; } = new() { SkipsDelaysUpTo = DistributedTokens.Interval };

    public CacheStore Store { get; }

    public IDataProtectionProvider KeyRing { get; } = new EphemeralDataProtectionProvider();

    public int TokenRequests => _nodes.Sum(node => node.TokenEndpoint.Requests.Count);

    /// <param name="name">What its tokens are called: the first one of node <c>a</c> is <c>a-1</c>.</param>
    /// <param name="keyRing">A key ring of its own.</param>
    /// <param name="configure">What else it registers.</param>
    public Node Add(string name, IDataProtectionProvider? keyRing = null, Action<Psd2Builder>? configure = null)
    {
        var node = new Node(this, name, keyRing ?? KeyRing, configure);
        _nodes.Add(node);
        return node;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }
    }
}
