using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Refit;

namespace Aritma.Psd2.Client.Tests.Documentation;

/// <summary>The tables of the page say the same as the library's XML documentation and its interfaces.</summary>
public sealed partial class InferredItemsTests
{
    private static readonly Assembly Client = typeof(IAccountsApi).Assembly;

    private static readonly Dictionary<string, string> Comments =
        XDocument.Load(Path.ChangeExtension(Client.Location, ".xml"))
            .Descendants("member")
            .ToDictionary(member => member.Attribute("name")!.Value, member => member.Value);

    /// <summary>Models that are a part of another one, whose documentation names the source.</summary>
    private static readonly Dictionary<Type, Type> Parts = new() { [typeof(PageLink)] = typeof(PageLinks) };

    public static TheoryData<Type> DescribedByAritma =>
    [
        .. Client.GetExportedTypes().Where(type =>
            type.IsSubclassOf(typeof(Psd2Model))
            || type.GetInterfaces().Any(contract => contract.Name.StartsWith("IOpenValue", StringComparison.Ordinal))
            || (type.IsInterface && type.Name.EndsWith("Api", StringComparison.Ordinal))
            || type == typeof(Money) || type == typeof(NewConsent) || type == typeof(ConsentRefresh) || type == typeof(RedirectSettings)),
    ];

    [Fact]
    public void The_table_lists_all_that_the_library_calls_inferred_and_nothing_else()
    {
        var inferred = Comments
            .Where(comment => comment.Value.Contains("nferred", StringComparison.Ordinal))
            .Select(comment => ShortName(comment.Key))
            .Distinct();

        var listed = Page.Client.Table("What Aritma documents, and what is inferred").SelectMany(row => Page.Names(row[0]));

        Assert.Equal(inferred.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_is_called_inferred_is_public()
    {
        var names = Client.GetExportedTypes()
            .SelectMany(type => type.GetMembers().Select(member => $"{type.Name}.{member.Name}").Append(type.Name))
            .ToHashSet();

        Assert.All(
            Page.Client.Table("What Aritma documents, and what is inferred").SelectMany(row => Page.Names(row[0])),
            name => Assert.Contains(name, names));
    }

    [Theory]
    [MemberData(nameof(DescribedByAritma))]
    public void A_model_or_an_api_names_its_source(Type type)
    {
        var comment = Comments[$"T:{Parts.GetValueOrDefault(type, type).FullName}"];

        Assert.Matches(Source(), comment);
    }

    [Fact]
    public void The_table_of_operations_has_each_with_its_route_and_its_scopes()
    {
        var operations =
            from type in (Type[])[typeof(IBanksApi), typeof(IConsentsApi), typeof(IAccountsApi)]
            from method in type.GetMethods()
            let route = method.GetCustomAttribute<HttpMethodAttribute>()!
            let scopes = type.GetCustomAttribute<Psd2ScopesAttribute>()!.Scopes
            select ($"{type.Name}.{method.Name}", $"{route.Method} {route.Path}", string.Join(' ', scopes));

        var listed = Page.Client.Table("Operations")
            .Select(row => (Page.Names(row[0]).Single(), Page.Names(row[1]).Single(), string.Join(' ', Page.Names(row[2]))));

        Assert.Equal(operations.Order(), listed.Order());
    }

    [Fact]
    public void The_table_of_statuses_has_each()
    {
        var statuses = typeof(ConsentStatus).GetProperties(BindingFlags.Public | BindingFlags.Static).Select(status => status.Name);

        Assert.Equal(
            statuses.Order(StringComparer.Ordinal),
            Page.Client.Table("Consents and their ends").SelectMany(row => Page.Names(row[0])).Order(StringComparer.Ordinal));
    }

    /// <summary><c>P:Aritma.Psd2.Client.Bank.Name</c> is <c>Bank.Name</c>; a constructor is its type.</summary>
    private static string ShortName(string id) => id.Split('(')[0][2..]
        .Replace("Aritma.Psd2.Client.", "", StringComparison.Ordinal)
        .Replace(".#ctor", "", StringComparison.Ordinal);

    [GeneratedRegex(@"Source:|[Ii]nferred|[Dd]ocumented for|Aritma documents|\((Get|Create) [^)]*(V4|PSD2)\)|Aritma's \w+ event")]
    private static partial Regex Source();
}
