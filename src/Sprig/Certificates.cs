using Steersman.GoTemplate.Execution;
namespace Steersman.Sprig;
internal static class Certificates { public static IEnumerable<FunctionDescriptor> Functions => []; }
