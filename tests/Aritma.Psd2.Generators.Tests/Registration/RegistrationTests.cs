using System.Reflection;
using Aritma.Psd2.Testing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace Aritma.Psd2.Generators.Tests;

/// <summary>The emitted code, compiled, loaded and driven against a server.</summary>
public class RegistrationTests
{
    private const string Clients = """
        using System; using System.Net.Http; using Microsoft.Extensions.DependencyInjection;
        """ + ConsumerProject.Usings + """
        namespace Contoso;

        [Psd2Scopes("banking.channel.psd2", "banking.ais.read")]
        public interface IAccountsApi
        {
            [Get("/accounts")]
            Task<string> GetAccountsAsync();
        }

        [Psd2Scopes("banking.channel.psd2")]
        internal interface IBanksApi
        {
            [Get("/banks")]
            Task<string> GetBanksAsync();
        }

        /// <summary>Named like a private method of the emitted class.</summary>
        [Psd2Scopes("banking.channel.psd2")]
        public interface IAll
        {
            [Get("/all")]
            Task<string> GetAllAsync();
        }

        public interface ILinesApi
        {
            [Psd2Scopes("lines.read")]
            [Get("/lines")]
            Task<string> LinesAsync();

            [Psd2Scopes("lines.write", "lines.read")]
            [Post("/lines/{id}")]
            Task<string> WriteLineAsync(int id);

            [Psd2Anonymous]
            [Get("/status")]
            Task<string> @event();
        }

        public interface IOrphanApi : IParentApi
        {
            [Get("/orphan")]
            Task<string> OrphanAsync();

            [Psd2Scopes("lines.write")]
            [Get("/lines/{id}")]
            Task<string> ContradictoryAsync(int id);

            [Psd2Anonymous]
            [Get("/lines")]
            Task<string> ContradictoryAsync();
        }

        [Psd2Scopes("lines.read")]
        public interface IParentApi
        {
            [Get("/parent")]
            Task<string> ParentAsync();
        }

        public static class App
        {
            public static Task<string> LinesAsync(IServiceProvider services) => services.GetRequiredService<ILinesApi>().LinesAsync();
            public static Task<string> LineAsync(IServiceProvider services) => services.GetRequiredService<ILinesApi>().WriteLineAsync(7);
            public static Task<string> StatusAsync(IServiceProvider services) => services.GetRequiredService<ILinesApi>().@event();
            public static Task<string> OrphanAsync(IServiceProvider services) => services.GetRequiredService<IOrphanApi>().OrphanAsync();
            public static Task<string> ContradictoryAsync(IServiceProvider services) => services.GetRequiredService<IOrphanApi>().ContradictoryAsync();
            public static Task<string> ParentAsync(IServiceProvider services) => services.GetRequiredService<IOrphanApi>().ParentAsync();
            public static Task<string> AllAsync(IServiceProvider services) => services.GetRequiredService<IAll>().GetAllAsync();
            public static Task<string> AccountsAsync(IServiceProvider services) => services.GetRequiredService<IAccountsApi>().GetAccountsAsync();
            public static Task<string> BanksAsync(IServiceProvider services) => services.GetRequiredService<IBanksApi>().GetBanksAsync();
            public static Psd2Builder AddAll(IServiceCollection services, Action<Psd2Options> options) => services.AddPsd2Clients(options);
            public static Psd2Builder AddAllWithGetter(IServiceCollection services, Action<Psd2Options> options) =>
                services.AddPsd2Clients(options, _ => new RefitSettings { AuthorizationHeaderValueGetter = (_, _) => new ValueTask<string>("x") });
            public static Psd2Builder AddAllWithSettings(IServiceCollection services, Action<Psd2Options> options) =>
                services.AddPsd2Clients(options, Settings);
            public static RefitSettings Settings(IServiceProvider services) => new();
            public static Psd2Builder AddOneWithProvider(IServiceCollection services, Action<Psd2Options> options) =>
                services.AddPsd2(options).AddAccountsApi(
                    configureClient: client => client.AddAuthorizationHeaderValueProvider((_, _, _) => new ValueTask<string>("x")));
            public static Psd2Builder AddOneWithOtherSettings(Psd2Builder builder) => builder.AddAccountsApi(_ => new RefitSettings());
            public static Psd2Builder AddOne(IServiceCollection services, Action<Psd2Options> options, Action<IHttpClientBuilder> configure) =>
                services.AddPsd2(options).AddBanksApi(configureClient: configure);
            public static Psd2Builder AddNamed(IServiceCollection services, string name, Action<Psd2Options> options) => services.AddPsd2Clients(name, options);
            public static Task<string> NamedAccountsAsync(IServiceProvider services, string name) =>
                services.GetRequiredKeyedService<IAccountsApi>(name).GetAccountsAsync();
        }
        """;

    private static readonly Lazy<Type> App = new(
        () => new ConsumerProject(Clients) { AssemblyName = "Contoso.Registered" }.Run().Load().GetType("Contoso.App")!);

    [Fact]
    public async Task Each_client_calls_with_a_token_for_its_own_scopes()
    {
        using var server = StartServer();
        await using var services = Services(collection => Invoke<Psd2Builder>("AddAll", collection, Options(server)));

        Assert.Equal(
            "/api/accounts Bearer for-banking.channel.psd2+banking.ais.read", await Invoke<Task<string>>("AccountsAsync", services));
        Assert.Equal("/api/banks Bearer for-banking.channel.psd2", await Invoke<Task<string>>("BanksAsync", services));
        Assert.Equal("/api/all Bearer for-banking.channel.psd2", await Invoke<Task<string>>("AllAsync", services));
    }

    [Fact]
    public async Task Each_method_calls_with_a_token_for_its_own_scopes()
    {
        using var server = StartServer();
        await using var services = Services(collection => Invoke<Psd2Builder>("AddAll", collection, Options(server)));

        Assert.Equal("/api/lines Bearer for-lines.read", await Invoke<Task<string>>("LinesAsync", services));
        Assert.Equal("/api/lines/7 Bearer for-lines.write+lines.read", await Invoke<Task<string>>("LineAsync", services));
        Assert.Equal("/api/status ", await Invoke<Task<string>>("StatusAsync", services));
    }

    [Theory]
    [InlineData("OrphanAsync")]
    [InlineData("ContradictoryAsync")]
    public async Task A_method_without_scopes_or_with_contradictory_ones_is_refused_and_the_others_are_called(string method)
    {
        using var server = StartServer();
        await using var services = Services(collection => Invoke<Psd2Builder>("AddAll", collection, Options(server)));

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => Invoke<Task<string>>(method, services));

        // Refit wraps it.
        var refusal = Assert.IsType<InvalidOperationException>(failure.GetBaseException());
        Assert.Contains($"'{method}'", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(server.LogEntries);
        Assert.Equal("/api/parent Bearer for-lines.read", await Invoke<Task<string>>("ParentAsync", services));
    }

    [Fact]
    public async Task A_client_added_by_itself_is_configured_and_alone()
    {
        using var server = StartServer();
        var configured = new List<string>();
        await using var services = Services(collection => Invoke<Psd2Builder>(
            "AddOne", collection, Options(server), (Action<IHttpClientBuilder>)(client => configured.Add(client.Name))));

        Assert.Equal("/api/banks Bearer for-banking.channel.psd2", await Invoke<Task<string>>("BanksAsync", services));
        Assert.Equal(["Aritma.Psd2/Contoso.IBanksApi"], configured);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Invoke<Task<string>>("AccountsAsync", services));
    }

    [Fact]
    public async Task Adding_all_clients_twice_changes_nothing()
    {
        using var server = StartServer();
        await using var services = Services(collection =>
        {
            Invoke<Psd2Builder>("AddAll", collection, Options(server));
            Invoke<Psd2Builder>("AddAll", collection, Options(server));
        });

        Assert.Equal(
            "/api/accounts Bearer for-banking.channel.psd2+banking.ais.read", await Invoke<Task<string>>("AccountsAsync", services));
    }

    [Fact]
    public async Task The_same_settings_may_be_passed_again_but_others_would_be_dropped_and_are_refused()
    {
        using var server = StartServer();
        Psd2Builder? builder = null;
        await using var services = Services(collection =>
        {
            Invoke<Psd2Builder>("AddAllWithSettings", collection, Options(server));
            Invoke<Psd2Builder>("AddAll", collection, Options(server));
            builder = Invoke<Psd2Builder>("AddAllWithSettings", collection, Options(server));
        });

        var refusal = Assert.IsType<InvalidOperationException>(
            Assert.Throws<TargetInvocationException>(() => Invoke<Psd2Builder>("AddOneWithOtherSettings", builder!)).InnerException);

        Assert.Equal(
            "The HTTP client 'Aritma.Psd2/Contoso.IAccountsApi' is a PSD2 client of the default PSD2 registration already, with other Refit "
                + "settings or none, so that these would have no effect. Pass the same each time, or pass them where the client is added "
                + "first and nowhere else.",
            refusal.Message);
    }

    [Theory]
    [InlineData("AddAllWithGetter", "The AuthorizationHeaderValueGetter of its RefitSettings")]
    [InlineData("AddOneWithProvider", "AddAuthorizationHeaderValueProvider")]
    public async Task Another_source_of_tokens_is_refused_when_the_client_is_created(string add, string source)
    {
        using var server = StartServer();
        await using var services = Services(collection => Invoke<Psd2Builder>(add, collection, Options(server)));

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => Invoke<Task<string>>("AccountsAsync", services));

        Assert.Equal(
            $"{source} would take the place of the access token of the PSD2 client 'Aritma.Psd2/Contoso.IAccountsApi'. Remove it from "
                + "this client.",
            refusal.Message);
        Assert.Empty(server.LogEntries);
    }

    [Fact]
    public async Task Named_clients_are_keyed_and_use_credentials_of_their_own()
    {
        using var server = StartServer();
        await using var services = Services(collection =>
        {
            Invoke<Psd2Builder>("AddNamed", collection, "tenant-a", Options(server, "a"));
            Invoke<Psd2Builder>("AddNamed", collection, "tenant-b", Options(server, "b"));
            Invoke<Psd2Builder>("AddNamed", collection, "tenant-b", Options(server, "b"));
        });

        Assert.Equal(
            "/api/accounts Bearer a-for-banking.channel.psd2+banking.ais.read",
            await Invoke<Task<string>>("NamedAccountsAsync", services, "tenant-a"));
        Assert.Equal(
            "/api/accounts Bearer b-for-banking.channel.psd2+banking.ais.read",
            await Invoke<Task<string>>("NamedAccountsAsync", services, "tenant-b"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Invoke<Task<string>>("AccountsAsync", services));
    }

    /// <summary>Issues tokens that name their client and scopes, and answers a call with its path and Authorization header.</summary>
    private static WireMockServer StartServer()
    {
        var server = Stub.Start();
        server.Given(Request.Create().WithPath("/connect/token").UsingPost()).RespondWith(Stub.Token(request =>
        {
            var form = QueryHelpers.ParseQuery(request.Body);
            var client = form["client_id"] == "default" ? "" : form["client_id"] + "-";
            return $"{client}for-{form["scope"].ToString().Replace(' ', '+')}";
        }));
        server.Given(Request.Create().WithPath("/api/*")).RespondWith(
            Response.Create().WithBody(request => $"{request.Path} {request.Authorization()}"));
        return server;
    }

    private static Action<Psd2Options> Options(WireMockServer server, string clientId = "default") => options =>
    {
        options.TokenEndpoint = new Uri(server.Url + "/connect/token");
        options.ApiBaseAddress = new Uri(server.Url + "/api/");
        (options.ClientId, options.ClientSecret) = (clientId, "secret");
    };

    private static ServiceProvider Services(Action<IServiceCollection> register)
    {
        var services = new ServiceCollection();
        register(services);
        return services.BuildServiceProvider(validateScopes: true);
    }

    private static T Invoke<T>(string method, params object[] arguments)
    {
        try
        {
            return (T)App.Value.GetMethod(method)!.Invoke(null, arguments)!;
        }
        catch (TargetInvocationException thrown) when (typeof(T) == typeof(Task<string>))
        {
            var source = new TaskCompletionSource<string>();
            source.SetException(thrown.InnerException!);
            return (T)(object)source.Task;
        }
    }
}
