using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Steersman.Kubernetes.Client.Tests.Scripted;

/// <summary>Steps of a script.</summary>
public static class Answers
{
    public static RequestDelegate NotFound { get; } = Status(404, "NotFound");

    public static RequestDelegate Json(string body, int code = 200, params (string Name, string Value)[] headers) => async context =>
    {
        context.Response.StatusCode = code;
        context.Response.ContentType = "application/json";
        foreach ((string name, string value) in headers)
        {
            context.Response.Headers[name] = value;
        }

        await context.Response.WriteAsync(body, context.RequestAborted);
    };

    public static RequestDelegate File(string name, int code = 200) => Json(TestData.Read(name), code);

    public static RequestDelegate Status(int code, string reason, string message = "", params (string Name, string Value)[] headers) => Json(StatusBody(code, reason, message), code, headers);

    public static string StatusBody(int code, string reason, string message = "") => new JsonObject
    {
        ["kind"] = "Status",
        ["apiVersion"] = "v1",
        ["status"] = "Failure",
        ["message"] = message,
        ["reason"] = reason,
        ["code"] = code,
    }.ToJsonString();

    /// <summary>Sends the headers and each text, then ends.</summary>
    public static RequestDelegate Stream(params string[] parts) => async context =>
    {
        if (!context.Response.HasStarted)
        {
            context.Response.ContentType = "application/json";
            await context.Response.StartAsync();
            await context.Response.Body.FlushAsync();
        }

        foreach (string part in parts)
        {
            await context.Response.WriteAsync(part, context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    };

    /// <summary>Sends the headers and each text, then nothing for ever.</summary>
    public static RequestDelegate StreamAndHang(params string[] parts) => async context =>
    {
        await Stream(parts)(context);
        await Task.Delay(Timeout.Infinite, context.RequestAborted);
    };

    /// <summary>Sends the headers and each text, then cuts the connection.</summary>
    public static RequestDelegate StreamAndCut(params string[] parts) => async context =>
    {
        await Stream(parts)(context);
        context.Abort();
    };

    /// <summary>Takes the request and never answers.</summary>
    public static RequestDelegate Hang { get; } = context => Task.Delay(Timeout.Infinite, context.RequestAborted);

    /// <summary>Sends the headers and a first text, waits for the signal, then sends the rest and ends.</summary>
    public static RequestDelegate StreamAfter(Task signal, string first, params string[] rest) => async context =>
    {
        await Stream(first)(context);
        await signal.WaitAsync(context.RequestAborted);
        await Stream(rest)(context);
    };
}
