using System.Text.Json.Nodes;
using Forsyn.App.Database;
using Microsoft.AspNetCore.Authorization;
using Microsoft.OpenApi;

namespace Forsyn.Web.Api;

/// <summary>The API as a whole: its JSON, its description (OpenAPI 3.1) and one line for each module.</summary>
static class Routes
{
    public static void AddApi(this WebApplicationBuilder builder)
    {
        builder.Services.ConfigureHttpJsonOptions(options => Json.Configure(options.SerializerOptions));
        builder.Services.AddOpenApi("v1", options => options.AddOperationTransformer((operation, context, _) =>
        {
            // The policy a route demands is part of its description, so that a reader knows who may call it.
            var policy = context.Description.ActionDescriptor.EndpointMetadata.OfType<IAuthorizeData>().LastOrDefault()?.Policy;
            operation.Extensions ??= new Dictionary<string, IOpenApiExtension>();
            operation.Extensions["x-policy"] = new JsonNodeExtension(JsonValue.Create(policy ?? "anonymous"));
            return Task.CompletedTask;
        }));
    }

    public static void MapApi(this WebApplication app)
    {
        app.MapOpenApi("/api/{documentName}/openapi.json").AllowAnonymous();
        var api = app.MapGroup("/api/v1");
        api.MapProducts();
        api.MapOrders();
        api.MapStock();
        api.MapFulfilment();
        api.MapOwnStock();
        api.MapIdentity();
        api.MapInvoices();
    }
}
