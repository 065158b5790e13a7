using Aritma.Psd2.Tokens;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Aritma.Psd2.Tests.Sharing;

/// <summary>What is wrong with the cache, the key ring or an entry costs the sharing, no call, and one warning.</summary>
public class BrokenSharingTests
{
    private static readonly TimeSpan Expiry = TimeSpan.FromHours(1);
    private static readonly TokenKey Key = new(null, new Uri("https://id.example/connect/token"), "erp", ScopeSet.Create(["a"], "A test"));

    [Fact]
    public async Task A_cache_that_is_down_is_asked_once_for_each_token_and_logged_once()
    {
        await using var cluster = new Cluster();
        var instance = cluster.Add("a");
        instance.Cache.Before = () => throw new IOException("server says: t0ken-value");

        Assert.Equal("a-1", await instance.CallAsync());
        Assert.Single(instance.Cache.Operations, operation => operation == "get");
        cluster.Time.Advance(Expiry);
        Assert.Equal("a-2", await instance.CallAsync());

        Assert.Equal([101], instance.Warnings);
        Assert.Contains(instance.Logs.Texts(), message => message.Contains("System.IO.IOException", StringComparison.Ordinal));
        Assert.DoesNotContain(instance.Logs.Texts(), message => message.Contains("t0ken-value", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_cache_that_fails_again_is_logged_again()
    {
        await using var cluster = new Cluster();
        var instance = cluster.Add("a");
        var tokens = instance.SharedTokens();

        await AskAsync(fails: true);
        await AskAsync(fails: false);
        await AskAsync(fails: true);

        Assert.Equal([101, 101], instance.Warnings);

        // Not by a call, which doesn't wait for the token to be saved.
        Task AskAsync(bool fails)
        {
            instance.Cache.Before = () => fails ? throw new IOException() : Task.CompletedTask;
            return tokens.FindAsync(Key, _ => true, default);
        }
    }

    [Fact]
    public async Task A_slow_cache_is_logged_once_until_it_was_fast()
    {
        await using var cluster = new Cluster();
        var instance = cluster.Add("a");
        var tokens = instance.SharedTokens();

        foreach (var milliseconds in new[] { 600, 900, 499, 500 })
        {
            instance.Cache.Before = () =>
            {
                cluster.Time.Advance(TimeSpan.FromMilliseconds(milliseconds));
                return Task.CompletedTask;
            };
            await tokens.FindAsync(Key, _ => true, default);
        }

        Assert.Equal([105, 105], instance.Warnings);
        Assert.Contains(instance.Logs.Texts(), message => message.Contains("took 0.6 s to answer", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_slow_cache_costs_a_cold_call_one_operation()
    {
        await using var cluster = new Cluster();
        var instance = cluster.Add("a");
        instance.Cache.Before = () =>
        {
            cluster.Time.Advance(TimeSpan.FromMilliseconds(900));
            return Task.CompletedTask;
        };
        var saved = new TaskCompletionSource();
        var before = instance.Cache.Before;
        instance.Cache.Before = () => instance.Cache.Operations.Last() == "set" ? saved.Task : before();

        Assert.Equal("a-1", await instance.CallAsync());

        Assert.Single(instance.Cache.Operations, operation => operation == "get");
        Assert.Equal(TestTime.Start.AddMilliseconds(900), cluster.Time.GetUtcNow());
        Assert.Equal([105], instance.Warnings);
        saved.SetResult();
    }

    [Fact]
    public async Task A_cache_in_the_memory_of_one_instance_is_logged_once()
    {
        await using var cluster = new Cluster();
        var instance = cluster.Add("a", configure: builder =>
            builder.Services.AddSingleton<IDistributedCache, MemoryDistributedCache>());
        var tokens = instance.SharedTokens();

        await tokens.FindAsync(Key, _ => true, default);
        await tokens.FindAsync(Key, _ => true, default);

        Assert.Equal([106], instance.Warnings);
    }

    [Fact]
    public async Task After_the_host_has_stopped_nothing_is_saved_and_nothing_logged()
    {
        await using var cluster = new Cluster();
        var instance = cluster.Add("a");
        var (saving, cache) = (new TaskCompletionSource(), new TaskCompletionSource());
        instance.Cache.Before = () =>
        {
            if (instance.Cache.Operations.Last() != "set")
            {
                return Task.CompletedTask;
            }

            saving.SetResult();
            return cache.Task;
        };
        await instance.CallAsync();
        await saving.Task;

        await instance.DisposeAsync();
        instance.Logs.Clear();
        cache.SetException(new ObjectDisposedException("the cache"));

        Assert.Empty(cluster.Store.Entries);
        Assert.Empty(instance.Warnings);
    }

    [Theory]
    [InlineData(typeof(IDistributedCache))]
    [InlineData(typeof(IDataProtectionProvider))]
    public async Task What_cannot_be_constructed_is_logged_and_used_once_it_can_be(Type broken)
    {
        await using var cluster = new Cluster();
        var fails = true;
        var instance = cluster.Add("a", configure: builder => builder.Services.AddSingleton(
            broken,
            _ => fails ? throw new IOException() : broken == typeof(IDistributedCache) ? new CacheClient(cluster.Store) : cluster.KeyRing));

        Assert.Equal("a-1", await instance.CallAsync());
        await instance.Logs.LoggedAsync("Aritma.Psd2.Sharing.DistributedTokens[101]");
        Assert.Equal([101], instance.Warnings);
        fails = false;
        cluster.Time.Advance(Expiry);
        await cluster.Add("b").CallAsync();
        await cluster.Store.SavedAsync(1);

        Assert.Equal("b-1", await instance.CallAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_cache_that_never_answers_costs_a_second(bool blocksTheThread)
    {
        await using var cluster = new Cluster(new SkippingTimeProvider());
        var instance = cluster.Add("a");
        using var never = new ManualResetEventSlim();
        instance.Cache.Before = () =>
        {
            if (blocksTheThread)
            {
                never.Wait();
            }

            return new TaskCompletionSource().Task;
        };

        Assert.Equal("a-1", await instance.CallAsync());

        Assert.Equal([101], instance.Warnings);
        Assert.Contains(instance.Logs.Texts(), message => message.Contains("System.TimeoutException", StringComparison.Ordinal));
        never.Set();
    }

    [Fact]
    public async Task A_token_of_another_key_ring_is_not_used()
    {
        await using var cluster = new Cluster();
        await cluster.Add("a").CallAsync();
        await cluster.SavedAsync();
        var stranger = cluster.Add("b", new EphemeralDataProtectionProvider());

        Assert.Equal("b-1", await stranger.CallAsync());

        Assert.Equal([102], stranger.Warnings);
    }

    [Fact]
    public async Task A_token_of_another_application_name_is_not_used()
    {
        var keys = Directory.CreateTempSubdirectory("aritma-psd2-keys-");
        try
        {
            await using var cluster = new Cluster();
            await cluster.Add("a", KeyRing("one")).CallAsync();
            await cluster.SavedAsync();

            Assert.Equal("a-1", await cluster.Add("b", KeyRing("one")).CallAsync());
            Assert.Equal("c-1", await cluster.Add("c", KeyRing("other")).CallAsync());
        }
        finally
        {
            keys.Delete(recursive: true);
        }

        IDataProtectionProvider KeyRing(string name) => DataProtectionProvider.Create(keys, setup => setup.SetApplicationName(name));
    }

    [Fact]
    public async Task A_damaged_token_is_not_used_and_logged_once_until_one_could_be_read()
    {
        await using var cluster = new Cluster();
        await cluster.Add("a").CallAsync();
        await cluster.SavedAsync();
        var instance = cluster.Add("b");

        await FetchAsync(isDamaged: true);
        await FetchAsync(isDamaged: true);
        await FetchAsync(isDamaged: false);
        await FetchAsync(isDamaged: true);

        // The clock that moves on may catch a save of which the cache is done already, and that is another warning.
        Assert.Equal([102, 102], instance.Warnings.Where(id => id == 102));
        Assert.Equal(3, instance.TokenEndpoint.Requests.Count);

        async Task FetchAsync(bool isDamaged)
        {
            cluster.Time.Advance(Expiry);
            await cluster.Add("a").CallAsync();
            await cluster.SavedAsync();
            var (key, entry) = cluster.Store.Entries.Single();
            if (isDamaged)
            {
                entry.Value[^1] ^= 1;
            }

            await instance.CallAsync();
            await cluster.SavedAsync();
        }
    }

    [Fact]
    public async Task A_token_that_lies_under_another_key_is_not_used()
    {
        await using var cluster = new Cluster();
        var instance = cluster.Add("a");
        await instance.Tokens.GetTokenAsync(["broad"]);
        await cluster.SavedAsync();
        var (broad, entry) = cluster.Store.Entries.Single();
        await instance.Tokens.GetTokenAsync(["narrow"]);
        await cluster.SavedAsync();
        var narrow = cluster.Store.Entries.Keys.Single(key => key != broad);
        cluster.Store.Set(narrow, entry.Value, entry.Expires);
        var other = cluster.Add("b");

        Assert.Equal("b-1", (await other.Tokens.GetTokenAsync(["narrow"])).GetValue());

        Assert.Equal([103], other.Warnings);
    }

    [Fact]
    public async Task A_token_that_should_have_been_gone_is_not_used()
    {
        await using var cluster = new Cluster();
        cluster.Store.KeepsForever = true;
        await cluster.Add("a").CallAsync();
        await cluster.SavedAsync();
        cluster.Time.Advance(Expiry);
        var instance = cluster.Add("b");

        Assert.Equal("b-1", await instance.CallAsync());

        Assert.Equal([104], instance.Warnings);
    }

    [Fact]
    public async Task A_logger_that_throws_costs_no_token()
    {
        await using var cluster = new Cluster();
        var instance = cluster.Add("a", configure: builder => builder.Services.AddLogging(logging => logging.AddFullDisk()));
        instance.Cache.Before = () => throw new IOException();

        Assert.Equal("a-1", await instance.CallAsync());
    }

    [Fact]
    public async Task Neither_secret_nor_token_is_in_a_log()
    {
        await using var cluster = new Cluster();
        var stranger = cluster.Add("t0ken-c", new EphemeralDataProtectionProvider());
        Instance[] instances = [cluster.Add("t0ken-a"), cluster.Add("t0ken-b"), stranger];
        foreach (var instance in instances)
        {
            await instance.CallAsync();
            await cluster.SavedAsync();
        }

        await instances[1].Logs.LoggedAsync("another instance");
        var everything = string.Join('\n', instances.SelectMany(instance => instance.Logs.Texts()));

        Assert.Contains("another instance", everything, StringComparison.Ordinal);
        Assert.Contains("[102]", everything, StringComparison.Ordinal);
        Assert.DoesNotContain("t0ken", everything, StringComparison.Ordinal);
        Assert.DoesNotContain(TestServices.Secret, everything, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        typeof(IDistributedCache),
        "an IDistributedCache, and none is registered. Register one that all instances share, with AddStackExchangeRedisCache for "
            + "instance.")]
    [InlineData(
        typeof(IDataProtectionProvider),
        "an IDataProtectionProvider, and none is registered. Call services.AddDataProtection(), and give all instances one key ring and "
            + "one application name.")]
    public void An_application_without_a_distributed_cache_or_data_protection_does_not_start(Type missing, string message)
    {
        var services = new ServiceCollection();
        if (missing == typeof(IDistributedCache))
        {
            services.AddDataProtection();
        }
        else
        {
            services.AddDistributedMemoryCache();
        }

        services.AddPsd2(options =>
        {
            options.Environment = Psd2Environment.Production;
            (options.ClientId, options.ClientSecret) = ("erp", "secret");
        }).AddDistributedTokenCache().AddDistributedTokenCache();
        using var provider = services.BuildServiceProvider();

        var failure = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IStartupValidator>().Validate());

        Assert.Equal($"AddDistributedTokenCache of the default PSD2 registration needs {message}", failure.Message);
    }
}
