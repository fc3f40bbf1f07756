/**
 * Raw bytes of a request, counted as they arrive.
 *
 * @param holds whether there is room for so many bytes more.
 * @returns `too_large` past `maxBytes`; `cut_off` when it is too slow, broke off, or there is no room for it.
 */
export declare function readBytes(request: Request, maxBytes: number, holds: (bytes: number) => boolean): Promise<Uint8Array | 'too_large' | 'cut_off'>;
