import {
  FILE_LIMITS,
  type LinkClaims,
  linkClaims,
  type UploadClaims,
  uploadClaims,
  type VendorClaims,
  vendorClaims,
} from '@baton/protocol'
import { errors, jwtVerify, SignJWT } from 'jose'
import type { z } from 'zod'
import { type Env, generationOf } from '../env.ts'
import { keyFor, opaque } from '../http/secrets.ts'

type Purpose = 'upload' | 'link' | 'vendor'
type Claims = { upload: UploadClaims; link: LinkClaims; vendor: VendorClaims }
export type PassEnv = Pick<Env, 'BATON_SECRET' | 'GENERATION'>

const SCHEMAS = { upload: uploadClaims, link: linkClaims, vendor: vendorClaims } as const satisfies {
  [P in Purpose]: z.ZodType<Claims[P]>
}
const TTL_MS = { upload: FILE_LIMITS.uploadMs, link: FILE_LIMITS.fileLinkMs, vendor: FILE_LIMITS.vendorLinkMs } as const

/** A key a purpose and a generation: a link is no ticket, and rooms that were rewound know neither. */
const keyOf = (env: PassEnv, purpose: Purpose): Promise<CryptoKey> => {
  const generation = generationOf(env)
  return keyFor(env.BATON_SECRET, generation ? `file-${purpose}:${generation}` : `file-${purpose}`)
}

/** Signs a ticket for one upload. The session it is for burns its id. */
export const mintUpload = (
  env: PassEnv,
  claims: Omit<UploadClaims, 'jti' | 'expiresAt'>,
  now: number,
): Promise<string> => sign(env, 'upload', { ...claims, jti: opaque(), expiresAt: now + TTL_MS.upload })

/** Signs a link to one file. */
export async function mintLink(
  env: PassEnv,
  claims: Omit<LinkClaims, 'expiresAt'>,
  now: number,
): Promise<{ path: string; expiresAt: number }> {
  const expiresAt = now + TTL_MS.link
  return { path: `/v1/files/${await sign(env, 'link', { ...claims, expiresAt })}`, expiresAt }
}

/** Signs a link to one file for a vendor of a channel, which fetches it with no name and no origin. Answers its path. */
export const mintVendorPass = async (
  env: PassEnv,
  claims: Omit<VendorClaims, 'expiresAt'>,
  now: number,
): Promise<string> => `/v1/files/${await sign(env, 'vendor', { ...claims, expiresAt: now + TTL_MS.vendor })}`

/** What a genuine pass says; null when it was not signed here for this, or its time is over. */
export async function readPass<P extends Purpose>(
  env: PassEnv,
  purpose: P,
  pass: string,
  now: number,
): Promise<Claims[P] | null> {
  try {
    const { payload } = await jwtVerify(pass, await keyOf(env, purpose), {
      algorithms: ['HS256'],
      typ: `baton-${purpose}`,
    })
    const claims = SCHEMAS[purpose].safeParse(payload)
    return claims.success && claims.data.expiresAt > now ? (claims.data as Claims[P]) : null
  } catch (error) {
    if (error instanceof errors.JOSEError) return null
    throw error
  }
}

const sign = async (env: PassEnv, purpose: Purpose, claims: Claims[Purpose]): Promise<string> =>
  new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'HS256', typ: `baton-${purpose}` })
    .sign(await keyOf(env, purpose))
