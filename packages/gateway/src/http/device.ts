import { errors, type JWTPayload, jwtVerify, SignJWT } from 'jose'
import type { Device } from '../directory/rooms.ts'
import { digest } from './digest.ts'
import { keyFor, opaque, type SecretsEnv, secretsOf } from './secrets.ts'

const TYPE = 'baton-device'
const KEEP = '14d'
/** Credentials of 0.1.0 carry no name; each is its own. */
const NAME_BYTES = 20

/** Names a device that has none. */
export const newDeviceId = opaque

/** A credential for one browser: it opens this visitor's session again, for 14 days after the last visit. */
export async function mintDevice(env: SecretsEnv, workspace: string, { id, session, grant }: Device): Promise<string> {
  return new SignJWT({ w: workspace, s: session, d: id, g: grant })
    .setProtectedHeader({ alg: 'HS256', typ: TYPE })
    .setExpirationTime(KEEP)
    .sign(await keyFor(env.BATON_SECRET, 'device'))
}

/**
 * What a device may open in this workspace. One that is too old, forged or of another workspace opens nothing: its bearer
 * is a new visitor, which is what they would be without it.
 */
export async function readDevice(env: SecretsEnv, workspace: string, device: string): Promise<Device | null> {
  for (const secret of secretsOf(env)) {
    const payload = await claimsOf(device, secret)
    if (!payload) continue
    const { w, s, d, g } = payload
    if (w !== workspace || typeof s !== 'string') return null
    return {
      session: s,
      id: typeof d === 'string' ? d : await digest(device, NAME_BYTES),
      grant: typeof g === 'number' ? g : 0,
    }
  }
  return null
}

/** What it says, if it was signed with this secret and is not too old. */
async function claimsOf(device: string, secret: string): Promise<JWTPayload | null> {
  try {
    const { payload } = await jwtVerify(device, await keyFor(secret, 'device'), {
      algorithms: ['HS256'],
      typ: TYPE,
      requiredClaims: ['exp'],
    })
    return payload
  } catch (error) {
    if (error instanceof errors.JOSEError) return null
    throw error
  }
}
