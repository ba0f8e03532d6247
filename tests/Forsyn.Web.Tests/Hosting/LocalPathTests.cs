using Forsyn.Web.Hosting;

namespace Forsyn.Web.Tests.Hosting;

public class LocalPathTests
{
    [Theory]
    [InlineData("/orders?cursor=7", "/orders?cursor=7")]
    [InlineData("//elsewhere.example", "/")]
    [InlineData("/\\elsewhere.example", "/")]
    [InlineData("https://elsewhere.example", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("/a\r\nSet-Cookie: x", "/")]
    [InlineData("", "/")]
    [InlineData(null, "/")]
    public void Only_a_path_on_this_host_is_gone_back_to(string? from, string expected) =>
        Assert.Equal(expected, LocalPath.Of(from));
}
