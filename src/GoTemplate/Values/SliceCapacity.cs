namespace Steersman.GoTemplate.Values;

/// <summary>How much room Go's <c>append</c> reserves (<c>runtime.growslice</c> of Go 1.26 on 64 bits).</summary>
internal static class SliceCapacity
{
    private const int DoubledBelow = 256;
    private const long PageSize = 8192;
    private const long LargestSmall = 32768;
    private const long HeaderSize = 8;
    private const long NoHeaderUpTo = 512;

    /// <summary>Go's size classes (<c>runtime/sizeclasses.go</c>).</summary>
    private static ReadOnlySpan<ushort> SizeClasses =>
    [
        8, 16, 24, 32, 48, 64, 80, 96, 112, 128, 144, 160, 176, 192, 208, 224, 240, 256, 288, 320, 352, 384, 416, 448, 480, 512, 576, 640, 704, 768, 896, 1024, 1152, 1280, 1408, 1536, 1792, 2048, 2304,
        2688, 3072, 3200, 3456, 4096, 4864, 5120, 5376, 6144, 6528, 6784, 6912, 8192, 9472, 9728, 10240, 10880, 12288, 13568, 14336, 16384, 18432, 19072, 20480, 21760, 24576, 27264, 28672, 32768,
    ];

    /// <summary>The capacity of a list that had room for <paramref name="first"/> and was appended to, one by one.</summary>
    public static int AfterAppends(int first, int count, GoType? element)
    {
        int capacity = first;
        while (capacity < count)
        {
            capacity = AfterAppend(capacity, capacity + 1, element);
        }

        return capacity;
    }

    /// <summary>The capacity of a list that had <paramref name="capacity"/> and was made longer than that at once.</summary>
    public static int AfterAppend(int capacity, int length, GoType? element)
    {
        (int size, bool hasPointers) = ElementLayout(element);
        return (int)Math.Min(int.MaxValue, Rounded(Grown(capacity, length) * size, hasPointers) / size);
    }

    private static long Grown(long capacity, long length)
    {
        if (length > capacity * 2)
        {
            return length;
        }

        if (capacity < DoubledBelow)
        {
            return capacity * 2;
        }

        while (capacity < length)
        {
            capacity += (capacity + (3 * DoubledBelow)) >> 2;
        }

        return capacity;
    }

    private static long Rounded(long size, bool hasPointers)
    {
        if (size > LargestSmall - HeaderSize)
        {
            return (size + PageSize - 1) / PageSize * PageSize;
        }

        long header = hasPointers && size > NoHeaderUpTo ? HeaderSize : 0;
        foreach (ushort sizeClass in SizeClasses)
        {
            if (sizeClass >= size + header)
            {
                return sizeClass - header;
            }
        }

        return size;
    }

    private static (int Size, bool HasPointers) ElementLayout(GoType? element) => element?.Kind switch
    {
        GoKind.Uint8 or GoKind.Int8 or GoKind.Bool => (1, false),
        GoKind.Int32 or GoKind.Uint32 or GoKind.Float32 => (4, false),
        >= GoKind.Int and <= GoKind.Float64 => (8, false),
        GoKind.Map or GoKind.Pointer or GoKind.Func or GoKind.Chan => (8, true),
        GoKind.Slice => (24, true),
        _ => (16, true),    // an interface or a string
    };
}
