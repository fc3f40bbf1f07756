declare const SECRETS: readonly ['BATON_SECRET', 'ADMIN_TOKEN'];
/** May be missing, and opens what the current one does. */
declare const BEFORE = "BATON_SECRET_PREVIOUS";
/** Whether nobody will guess it. */
export declare const isFitSecret: (value: unknown) => value is string;
/**
 * Asked before any route: a gateway with a secret missing or guessable would sign tickets and open its admin API with
 * what anybody can write down.
 *
 * @throws BatonError `unavailable`; which secret it was goes to the log only.
 */
export declare function demandSecrets(env: {
    [Name in (typeof SECRETS)[number] | typeof BEFORE]?: unknown;
}): void;
export {};
