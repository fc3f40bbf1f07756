import type { JoinRequest, JoinResponse, LeaveRequest } from '@baton/protocol/wire'
import { resetLine, storeName } from '../outbox/store.ts'
import { type Platform, type PlatformOptions, platformOf } from '../platform.ts'
import { BatonError, networkProblem, refusal } from '../problem.ts'
import type { Site, SiteOptions } from '../types.ts'
import { socketUrl } from './admission.ts'
import { deviceCredential } from './device.ts'
import { requestJson } from './request.ts'

/** Joins a site as a customer. The device's credential is kept in `localStorage` under `baton:<siteKey>`. */
export function joinSite(options: SiteOptions & Pick<PlatformOptions, 'platform'>): Site {
  const platform = platformOf(options)
  const { gateway, siteKey, locale } = options
  const name = storeName(siteKey)
  const device = deviceCredential(name)
  const base = gateway.replace(/\/$/, '')

  async function ask(known: string | null): Promise<JoinResponse> {
    const token = await askToken(options.token)
    const timeZone = platform.timeZone()
    const body = {
      siteKey,
      ...(known !== null && { device: known }),
      ...(token !== null && { token }),
      ...(locale && { locale }),
      ...(timeZone !== null && { timeZone }),
    } satisfies JoinRequest
    const answer = (await requestJson(platform, `${base}/v1/join`, {
      method: 'POST',
      credentials: 'omit',
      body,
    })) as JoinResponse
    if (typeof answer.ticket !== 'string') throw new BatonError(networkProblem)
    device.keep(answer.device)
    return answer
  }

  async function askAgain(): Promise<JoinResponse> {
    const known = device.read()
    try {
      return await ask(known)
    } catch (error) {
      // The credential was revoked or is not of this gateway. It is given up only for one that works.
      if (known === null || !(error instanceof BatonError)) throw error
      if (error.code === 'revoked') device.forget()
      else if (error.code !== 'unauthenticated') throw error
      return ask(null)
    }
  }

  /** Best effort: a credential that nobody has any more ends by itself. */
  async function giveUp(known: string): Promise<void> {
    const body = { siteKey, device: known } satisfies LeaveRequest
    await requestJson(platform, `${base}/v1/leave`, { method: 'POST', credentials: 'omit', body }).catch(() => {
      // Not reached, or refused: nothing of it is kept here.
    })
  }

  return {
    async join() {
      const answer = device.read() === null ? await oneTabAtATime(platform, name, askAgain) : await askAgain()
      return { ...answer, url: socketUrl(gateway, 'session') }
    },
    async reset() {
      const known = device.read()
      device.forget()
      await (await platform.store(name)).clear()
      for (const line of [name, resetLine(name)]) {
        const channel = platform.channel(line, () => {})
        channel.post()
        channel.close()
      }
      if (known !== null) await giveUp(known)
    },
  }
}

/** What the page's callback gives. That it fails is no reason to take its customer for a visitor. */
async function askToken(token: SiteOptions['token']): Promise<string | null> {
  if (!token) return null
  try {
    return (await token()) ?? null
  } catch {
    // Whatever it threw is the page's own; it may hold what we must not show.
    throw new BatonError(refusal('unauthenticated', 'The page could not get a token for its customer.', true))
  }
}

/** Two tabs that join for the first time at once would become two customers. */
async function oneTabAtATime<T>(platform: Platform, name: string, run: () => Promise<T>): Promise<T> {
  let giveBack = () => {}
  await new Promise<void>((granted) => {
    giveBack = platform.lease(`${name}:join`, false, granted, granted)
  })
  try {
    return await run()
  } finally {
    giveBack()
  }
}
