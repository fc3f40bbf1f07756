import { type SecretsEnv } from './secrets.ts';
/**
 * `<workspace>.<mac>`: what a page puts into its script tag. It is no secret; it only proves that this gateway knows
 * the workspace, before anything of that workspace is touched.
 */
export declare function siteKeyOf(secret: string, workspace: string): Promise<string>;
/** The workspace a genuine site key names, else null. One made with the secret before stays good: it stands in pages. */
export declare function workspaceOf(env: SecretsEnv, siteKey: string): Promise<string | null>;
