using System.Web;

namespace QuickStart;

/// <summary>Counts what goes out, so that the sample can show it.</summary>
internal sealed class Traffic
{
    private readonly Lock _gate = new();
    private readonly List<string> _calls = [];
    private readonly List<string> _tokenRequests = [];

    public int CallsOf(string client) => _calls.Count(name => name == client);

    public int TokenRequestsFor(string scopes) => _tokenRequests.Count(requested => requested == scopes);

    public DelegatingHandler Calls(string client) => new Counter(_ => Task.FromResult(client), _calls, _gate);

    public DelegatingHandler TokenRequests() => new Counter(
        async request => HttpUtility.ParseQueryString(await request.Content!.ReadAsStringAsync())["scope"] ?? "", _tokenRequests, _gate);

    private sealed class Counter(Func<HttpRequestMessage, Task<string>> name, List<string> seen, Lock gate) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var entry = await name(request);
            lock (gate)
            {
                seen.Add(entry);
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }
}
