using Steersman.GoTemplate.Execution;
namespace Steersman.Sprig;
internal static class Crypto { public static IEnumerable<FunctionDescriptor> Functions => []; }
