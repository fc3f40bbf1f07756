import { z } from 'zod'
import { parseJson } from '../durable/parse-json.ts'
import type { Env } from '../env.ts'
import { readBytes } from '../http/raw-body.ts'
import { log } from '../log.ts'
import { adapterOf } from './adapters.ts'
import type { Channel, Genuine } from './channel.ts'
import { door, heldBytes } from './door.ts'
import { fromEmail } from './email.ts'
import type { Pass } from './gate.ts'
import { takeIn } from './hook.ts'
import { knownAccount } from './known-account.ts'
import type { OpenAccount } from './rooms.ts'

/** Said to a mail server, which shows it to whoever wrote. */
const UNKNOWN = '5.1.1 There is no such mailbox here.'
const TOO_LARGE = '5.3.4 The message is too large.'
const NO_MAIL = '5.6.0 The message cannot be read.'
/** Less than what is inside may take before its place is free. */
const PATIENCE_MS = 10_000
const LOOK_MS = 100

const addresses = z.record(z.string(), z.string())

/**
 * Whose an address is: `EMAIL_ADDRESSES` says so, because the operator alone decides whose mail their domain takes, and the
 * account says the same of itself. Null: nobody's.
 */
async function accountAt(env: Env, to: string): Promise<{ workspace: string; account: OpenAccount } | null> {
  const table = addresses.safeParse(parseJson(env.EMAIL_ADDRESSES ?? ''))
  const address = to.toLowerCase()
  const [, place] = Object.entries(table.data ?? {}).find(([each]) => each.toLowerCase() === address) ?? []
  const [workspace = '', id = ''] = place?.split('/') ?? []
  const account = await knownAccount(env, workspace, id)
  const isTheirs = account?.channel === 'email' && account.settings.address?.toLowerCase() === address
  return account && isTheirs ? { workspace, account } : null
}

/**
 * A letter the platform has received for one of the operator's domains. It vouches for that; there is nothing to verify.
 *
 * @throws when it could not be stored: the platform then has the sending server come again later.
 */
export async function receiveMail(message: ForwardableEmailMessage, env: Env): Promise<void> {
  const found = await accountAt(env, message.to)
  const channel = adapterOf('email')
  if (!found || !channel) {
    log('info', 'mail.unknown_address')
    return message.setReject(UNKNOWN)
  }
  if (message.rawSize > channel.maxBytes) return message.setReject(TOO_LARGE)
  const pass = await roomFor(message.rawSize)
  try {
    const genuine = await read(message, channel.maxBytes)
    if (genuine === null) return message.setReject(NO_MAIL)
    await takeIn({ env, ...found, channel: channel as Channel<OpenAccount['channel']>, mayWait: false }, genuine)
  } finally {
    pass.leave()
  }
}

/** @throws when there is none for long. */
async function roomFor(bytes: number): Promise<Pass> {
  const until = Date.now() + PATIENCE_MS
  for (;;) {
    const pass = door.enter(heldBytes(bytes))
    if (pass) return pass
    if (Date.now() >= until) throw new Error('busy: there is no room for a letter')
    await scheduler.wait(LOOK_MS)
  }
}

async function read({ raw, rawSize, from, to }: ForwardableEmailMessage, maxBytes: number): Promise<Genuine | null> {
  const bytes = await readBytes({ body: raw }, { maxBytes, likely: rawSize }, () => true)
  if (bytes === 'too_large') return null
  if (bytes === 'cut_off') throw new Error('a letter broke off')
  return fromEmail(bytes, { from, to }, Date.now())
}
