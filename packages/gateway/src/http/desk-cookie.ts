import { workspaceId } from '@baton/protocol'
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { CookieOptions } from 'hono/utils/cookie'
import { LOGIN } from '../directory/logins.ts'
import type { Env } from '../env.ts'
import { ownOrigin } from './own-origin.ts'

export type DeskContext = Context<{ Bindings: Env }>

const NAME = 'baton-desk'
const TOKEN = /^[\w-]{27}$/

/** Who a desk says it is. Not yet checked. */
export interface DeskCookie {
  workspace: string
  token: string
}

// Browsers take `__Host-` (and `Secure`) over https only; plain http is for one's own machine.
const isHttps = (c: DeskContext): boolean => ownOrigin(c).protocol === 'https:'
const nameOf = (c: DeskContext): string => (isHttps(c) ? `__Host-${NAME}` : NAME)
const optionsOf = (c: DeskContext): CookieOptions => ({
  path: '/',
  httpOnly: true,
  sameSite: 'Strict',
  secure: isHttps(c),
})

export function readDeskCookie(c: DeskContext): DeskCookie | null {
  const [workspace = '', token = ''] = getCookie(c, nameOf(c))?.split('.') ?? []
  return workspaceId.safeParse(workspace).success && TOKEN.test(token) ? { workspace, token } : null
}

export function writeDeskCookie(c: DeskContext, { workspace, token }: DeskCookie): void {
  setCookie(c, nameOf(c), `${workspace}.${token}`, { ...optionsOf(c), maxAge: LOGIN.keepMs / 1_000 })
}

export function dropDeskCookie(c: DeskContext): void {
  deleteCookie(c, nameOf(c), optionsOf(c))
}
