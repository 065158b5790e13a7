using Aritma.Psd2.OpenApi.Tests.Generation;
using Aritma.Psd2.Sandbox;
using Microsoft.OpenApi;

namespace Aritma.Psd2.OpenApi.Tests;

public class DocumentTests
{
    public static TheoryData<string> Names => [.. Documents.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_document_is_the_one_that_the_endpoints_make(string name)
    {
        var (record, received) = (Documents.PathOf(name), Path.Combine(AppContext.BaseDirectory, $"{name}.received.json"));

        var generated = await GeneratedDocument.OfAsync(name);

        // Where the two differ on purpose, this file becomes the new record.
        await File.WriteAllTextAsync(received, generated);
        Assert.True(
            generated == await File.ReadAllTextAsync(record),
            $"The endpoints or their description have changed. If that is meant, copy {received} over {record}.");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_sandbox_serves_the_bytes_of_the_repository(string name)
    {
        await using var sandbox = await Psd2Sandbox.StartAsync();
        using var client = new HttpClient();

        using var answer = await client.GetAsync(new Uri(sandbox.Address, $"/openapi/{name}.json"));

        Assert.Equal("application/json", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal(await File.ReadAllBytesAsync(Documents.PathOf(name)), await answer.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_OpenAPI_3_1_without_errors_and_warnings(string name)
    {
        var (_, diagnostic) = Documents.Read(name);

        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, diagnostic!.SpecificationVersion);
        Assert.Empty(diagnostic.Errors);
        Assert.Empty(diagnostic.Warnings);
    }

    [Fact]
    public void Its_server_is_the_one_that_it_came_from() =>
        Assert.All([Documents.Psd2, Documents.Sandbox], document => Assert.Equal("/", Assert.Single(document.Servers!).Url));

    [Fact]
    public void All_operations_parameters_and_members_are_described()
    {
        var documents = new[] { Documents.Psd2, Documents.Sandbox };
        var operations = documents.SelectMany(document => document.Operations()).ToList();

        Assert.All(operations, operation => Assert.NotEmpty(operation.Operation.Summary!));
        Assert.All(
            operations.SelectMany(operation => operation.Operation.Parameters ?? []),
            parameter => Assert.False(string.IsNullOrEmpty(parameter.Description), parameter.Name));
        Assert.All(
            documents.SelectMany(document => document.Members()),
            member => Assert.False(string.IsNullOrEmpty(member.Schema.Description), member.Name));
    }

    [Fact]
    public void Each_description_is_of_a_member_that_there_is() =>
        Assert.Empty(Members.Names.Except([.. Documents.Psd2.Members().Concat(Documents.Sandbox.Members()).Select(member => member.Name)]));
}
