/** `scrypt$N$r$p$salt$key`: the cost is kept beside the key, so that it can be raised later. */
export declare function hashPassword(password: string): Promise<string>;
/** Stands in for the hash of an unknown person, so that guessing an email takes as long as guessing a password. */
export declare const NOBODY: string;
/** Whether `password` is the one behind `hash`, made by `hashPassword`. */
export declare function isPassword(password: string, hash: string): Promise<boolean>;
