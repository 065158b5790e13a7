namespace Refit;

/// <summary>What a method's return type makes of the response, and of what is thrown on the way to it.</summary>
internal abstract class ReturnShape
{
    public static ReturnShape Of(Type returnType, string method)
    {
        if (returnType == typeof(Task))
        {
            return new NothingShape();
        }

        if (!returnType.IsGenericType || returnType.GetGenericTypeDefinition() != typeof(Task<>))
        {
            throw Unsupported.Because($"{method} returns {returnType}.");
        }

        var result = returnType.GetGenericArguments()[0];
        var definition = result.IsGenericType ? result.GetGenericTypeDefinition() : result;
        return definition switch
        {
            _ when result == typeof(HttpResponseMessage) => new ResponseMessageShape(),
            _ when definition == typeof(ApiResponse<>) => Create(typeof(ApiResponseShape<>), result.GetGenericArguments()[0], method),
            _ when definition == typeof(IApiResponse<>) =>
                Create(typeof(ApiResponseInterfaceShape<>), result.GetGenericArguments()[0], method),
            _ => Create(typeof(ContentShape<>), result, method),
        };
    }

    public abstract Task Send(Call call);

    private static ReturnShape Create(Type shape, Type content, string method) =>
        content == typeof(IApiResponse) || content.IsAssignableTo(typeof(Stream)) || content.IsAssignableTo(typeof(HttpContent))
            ? throw Unsupported.Because($"{method} returns a {content.Name}.")
            : (ReturnShape)Activator.CreateInstance(shape.MakeGenericType(content))!;
}

/// <summary>Alone among the shapes it lets the handlers' exceptions through as they are.</summary>
internal sealed class NothingShape : ReturnShape
{
    public override async Task Send(Call call)
    {
        using var response = await call.Client.SendAsync(call.Request, call.CancellationToken);
        if (await call.ErrorOfAsync(response) is { } error)
        {
            throw error;
        }
    }
}

/// <summary>The response whatever its status.</summary>
internal sealed class ResponseMessageShape : ReturnShape
{
    public override Task Send(Call call) => call.SendAsync();
}

internal sealed class ContentShape<T> : ReturnShape
{
    public override Task Send(Call call) => SendAsync(call);

    private static async Task<T?> SendAsync(Call call)
    {
        using var response = await call.SendAsync();
        if (await call.ErrorOfAsync(response) is { } error)
        {
            throw error;
        }

        return await call.ReadAsync<T>(response);
    }
}

internal sealed class ApiResponseShape<T> : ReturnShape
{
    public override Task Send(Call call) => SendAsync(call);

    public static async Task<ApiResponse<T>> SendAsync(Call call)
    {
        HttpResponseMessage? response = null;
        try
        {
            response = await call.SendAsync();
            return await call.ErrorOfAsync(response) is { } error
                ? Failed(call, response, error as ApiExceptionBase)
                : new ApiResponse<T>(call.Request, response, await call.ReadAsync<T>(response), call.Settings);
        }
        catch (ApiExceptionBase exception)
        {
            return Failed(call, response, exception);
        }
    }

    private static ApiResponse<T> Failed(Call call, HttpResponseMessage? response, ApiExceptionBase? error) =>
        new(call.Request, response, default, call.Settings, error);
}

internal sealed class ApiResponseInterfaceShape<T> : ReturnShape
{
    public override Task Send(Call call) => SendAsync(call);

    private static async Task<IApiResponse<T>> SendAsync(Call call) => await ApiResponseShape<T>.SendAsync(call);
}
