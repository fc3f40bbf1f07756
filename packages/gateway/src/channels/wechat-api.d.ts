import { type OutgoingFile, type Tools } from './channel.ts';
import { type Fields } from './reading.ts';
/** WeChat and WeCom are asked in the same way: JSON, a token in the address, and a number that says how it went. */
type Host = 'wechat' | 'wecom';
/** Null: nothing that can be understood came back. */
export declare function ask(tools: Tools, host: Host, path: string, body?: object): Promise<Fields | null>;
export declare const withToken: (tools: Tools, path: string, query?: Readonly<Record<string, string>>) => string;
/** Zero when all is well, which some answers do not say. */
export declare const errorOf: ({ errcode }: Fields) => number;
/** The token was never theirs, is another by now, or its time is over. */
export declare const isStale: (answer: Fields) => boolean;
/** For whoever reads why something was refused. */
export declare const refusalOf: (answer: Fields) => string;
/** Puts a file of ours at the vendor's. */
export declare function upload(tools: Tools, host: Host, type: string, file: OutgoingFile): Promise<Fields | null>;
/** A file of the vendor's. A video of WeChat's is an address of their own instead. */
export declare function download(tools: Tools, host: Host, ref: string): Promise<Response>;
export {};
