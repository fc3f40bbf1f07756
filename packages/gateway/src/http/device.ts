import { errors, jwtVerify, SignJWT } from 'jose'
import { keyFor } from './secrets.ts'

const TYPE = 'baton-device'
const KEEP = '14d'

/** A credential for one browser: it opens this visitor's session again, for 14 days after the last visit. */
export async function mintDevice(secret: string, workspace: string, session: string): Promise<string> {
  return new SignJWT({ w: workspace, s: session })
    .setProtectedHeader({ alg: 'HS256', typ: TYPE })
    .setExpirationTime(KEEP)
    .sign(await keyFor(secret, 'device'))
}

/**
 * The session a device may open in this workspace. One that is too old, forged or of another workspace opens nothing:
 * its bearer is a new visitor, which is what they would be without it.
 */
export async function sessionOfDevice(secret: string, workspace: string, device: string): Promise<string | null> {
  try {
    const { payload } = await jwtVerify(device, await keyFor(secret, 'device'), {
      algorithms: ['HS256'],
      typ: TYPE,
      requiredClaims: ['exp'],
    })
    return payload.w === workspace && typeof payload.s === 'string' ? payload.s : null
  } catch (error) {
    if (error instanceof errors.JOSEError) return null
    throw error
  }
}
