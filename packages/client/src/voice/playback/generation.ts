/** Whether playback generation `a` is older than `b`; they are counted in one byte. */
export const isOlder = (a: number, b: number): boolean => a !== b && ((b - a) & 0xff) < 128
