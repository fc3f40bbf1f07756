import type { Context } from 'hono';
interface Issue {
    path: PropertyKey[];
    message: string;
}
interface Schema<Value> {
    safeParse(value: unknown): {
        success: true;
        data: Value;
    } | {
        success: false;
        error: {
            issues: Issue[];
        };
    };
}
/**
 * The JSON body of a request, checked.
 *
 * @throws BatonError `request_malformed` with the first paths and reasons; values are not repeated.
 */
export declare function readBody<Value>(c: Context, schema: Schema<Value>, maxBytes: number): Promise<Value>;
/** Counts what arrives instead of trusting `content-length`, and stops reading at the limit. */
export declare function readText(request: Request, maxBytes: number): Promise<string>;
export {};
