/**
 * Name of the one Directory that knows which workspaces there are; no workspace can be called so. It is asked before a
 * workspace's own objects are, because an object comes to life by being asked, and anybody may send any name.
 */
export declare const REGISTER = "*";
/** The workspaces of this gateway. */
export declare class Register {
    #private;
    constructor(sql: SqlStorage);
    enlist(workspace: string): void;
    page({ after, limit }: {
        after: string;
        limit: number;
    }): string[];
    has(workspace: string): boolean;
}
