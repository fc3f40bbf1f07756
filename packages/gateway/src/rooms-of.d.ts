import { type Env } from './env.ts';
import { type Places } from './jurisdiction.ts';
/**
 * The only way to an object: every room is reached by its workspace's name, in that workspace's jurisdiction. A test
 * sees to it that no other file asks a namespace.
 */
type In<Binding extends keyof Env> = Places & Pick<Env, Binding>;
export declare const sessionOf: (env: In<'SESSION'>, workspace: string, session: string) => any;
/** `near` is a wish the platform hears when an object is reached for the first time; afterwards it changes nothing. */
export declare const floorOf: (env: In<'FLOOR'>, workspace: string, near?: DurableObjectLocationHint) => any;
export declare const directoryOf: (env: In<'DIRECTORY'>, workspace: string, near?: DurableObjectLocationHint) => any;
export declare const knowledgeOf: (env: In<'KNOWLEDGE'>, workspace: string, near?: DurableObjectLocationHint) => any;
export declare const auditOf: (env: In<'AUDIT'>, workspace: string) => any;
export declare const keysOf: (env: In<'KEYS'>, workspace: string, near?: DurableObjectLocationHint) => any;
export declare const channelsOf: (env: In<'CHANNELS'>, workspace: string) => any;
export declare const integrationsOf: (env: In<'INTEGRATIONS'>, workspace: string) => any;
/** The register lives where workspaces do whose id names no place. It holds their names and nothing else. */
export declare const registerOf: (env: In<'DIRECTORY'>) => any;
export {};
