import { FILE_LIMITS, isPicture, type LinkClaims, type UploadClaims, type UploadResponse } from '@baton/protocol'
import { type Context, Hono } from 'hono'
import { blobsOf } from '../blobs/blobs.ts'
import type { Env } from '../env.ts'
import { keepFile } from '../files/keep-file.ts'
import { readPass } from '../files/passes.ts'
import { intakeOf } from '../files/receive.ts'
import { openStored } from '../files/stored-file.ts'
import { log } from '../log.ts'
import { sessionOf } from '../rooms-of.ts'
import type { FoundFile } from '../session/rooms.ts'
import { BatonError } from './baton-error.ts'
import { pageReadable, preflight } from './page-readable.ts'

/** Files of a session, in and out. Who may is what the session said when it signed the pass. */
export const fileRoutes = new Hono<{ Bindings: Env }>()

type FileContext = Context<{ Bindings: Env }>

fileRoutes.use('/', pageReadable)

fileRoutes.options('/', preflight('authorization, content-type'))

fileRoutes.post('/', async (c) => {
  const pass = /^Bearer (\S+)$/.exec(c.req.header('authorization') ?? '')?.[1] ?? ''
  const claims = await readPass(c.env, 'upload', pass, Date.now())
  if (!claims) throw new BatonError('unauthenticated')
  if (c.req.header('origin') !== claims.origin) throw new BatonError('origin_forbidden')
  const { workspace, session, file, size, jti, expiresAt } = claims
  const opened = await sessionOf(c.env, workspace, session).openUpload({ file, size, jti, expiresAt })
  if ('refused' in opened) throw new BatonError(opened.refused)
  const { bytes, release } = await intakeOf(c.env).receive(
    c.req.raw,
    size === 'thumb' ? FILE_LIMITS.thumbBytes : FILE_LIMITS.fileBytes,
  )
  try {
    return c.json(await keep(c.env, claims, opened.blob, bytes))
  } finally {
    release()
  }
})

/** Puts the bytes away, and tells the session. */
async function keep(env: Env, claims: UploadClaims, blob: string, bytes: Uint8Array): Promise<UploadResponse> {
  const { workspace, session, file, size } = claims
  const part = await keepFile(env, { workspace, session, blob }, bytes, size)
  if (!(await sessionOf(env, workspace, session).closeUpload({ file, size, part }))) {
    // Nobody waits for it any more; a session that was erased meanwhile does not know of it.
    await blobsOf(env, workspace)?.remove(blob)
    throw new BatonError('file_gone')
  }
  const { type, bytes: length, width, height } = part
  return { file, type, bytes: length, ...(width && height && { width, height }) }
}

/** Whatever is wrong with a link, there is nothing here: nobody learns whether there ever was. */
fileRoutes.get('/:pass', async (c) => {
  const pass = c.req.param('pass')
  const claims = await readPass(c.env, 'link', pass, Date.now())
  const origin = c.req.header('origin')
  if (claims && origin !== undefined && origin !== claims.origin) throw new BatonError('not_found')
  const wanted = claims ? await forReader(c.env, claims) : await forVendor(c.env, pass)
  const body = wanted?.found && (await opened(c, wanted.workspace, wanted.session, wanted.found))
  if (!wanted?.found || !body) throw new BatonError('not_found')
  return new Response(body, {
    headers: {
      ...headersOf(wanted.found),
      ...(claims && origin && { 'access-control-allow-origin': origin, vary: 'Origin' }),
    },
  })
})

interface Wanted {
  workspace: string
  session: string
  found: FoundFile | null
}

/** For a participant, as far as they may see it now. */
async function forReader(env: Env, { workspace, session, ...wish }: LinkClaims): Promise<Wanted> {
  const { file, size, role, participant } = wish
  return {
    workspace,
    session,
    found: await sessionOf(env, workspace, session).fileAt({ file, size, role, participant }),
  }
}

/** For the vendor of a channel, who brings a message to a customer: as far as a message still carries it. */
async function forVendor(env: Env, pass: string): Promise<Wanted | null> {
  const claims = await readPass(env, 'vendor', pass, Date.now())
  if (!claims) return null
  const { workspace, session, file } = claims
  return { workspace, session, found: await sessionOf(env, workspace, session).storedFile({ file }) }
}

async function opened(
  c: FileContext,
  workspace: string,
  session: string,
  found: FoundFile,
): Promise<ReadableStream | null> {
  const stored = await openStored(c.env, workspace, session, found)
  if (stored === 'damaged') log('error', 'files.damaged', { size: found.bytes })
  if (typeof stored === 'string') return null
  // Says how long it is, so that a reader knows one that broke off.
  const { readable, writable } = new FixedLengthStream(found.bytes)
  void stored.bytes.pipeTo(writable).catch((error: unknown) => {
    // A reader who has left is not worth a word.
    if (error instanceof BatonError) log('error', 'files.damaged', { size: found.bytes })
  })
  return readable
}

/**
 * For its reader alone, for now, and never as a page: pictures may be looked at, everything else is only downloaded, and
 * should a browser show it all the same, it shows in a sandbox that may do nothing.
 */
const headersOf = ({ type, name }: FoundFile): Record<string, string> => ({
  'content-type': type === 'text/plain' ? 'text/plain; charset=utf-8' : type,
  'content-disposition': `${isPicture(type) ? 'inline' : 'attachment'}; filename*=UTF-8''${encoded(name)}`,
  'cache-control': 'private, no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
})

/** RFC 8187: what `encodeURIComponent` leaves as it is and this does not. */
const encoded = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
