/** Base64 of a stream, piece by piece, as one text. */
export declare function base64Of(stream: ReadableStream<Uint8Array>): AsyncGenerator<string>;
