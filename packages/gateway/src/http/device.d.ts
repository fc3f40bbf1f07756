import type { Device } from '../rooms.ts';
import { opaque, type SecretsEnv } from './secrets.ts';
/** Names a device that has none. */
export declare const newDeviceId: typeof opaque;
/** A credential for one browser: it opens this visitor's session again, for 14 days after the last visit. */
export declare function mintDevice(env: SecretsEnv, workspace: string, { id, session, grant }: Device): Promise<string>;
/**
 * What a device may open in this workspace. One that is too old, forged or of another workspace opens nothing: its bearer
 * is a new visitor, which is what they would be without it.
 */
export declare function readDevice(env: SecretsEnv, workspace: string, device: string): Promise<Device | null>;
