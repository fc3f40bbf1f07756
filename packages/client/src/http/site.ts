import type { JoinRequest, JoinResponse } from '@baton/protocol/wire'
import { storeName } from '../outbox/store.ts'
import { type Platform, type PlatformOptions, platformOf } from '../platform.ts'
import { BatonError, networkProblem } from '../problem.ts'
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

  async function ask(known: string | null): Promise<JoinResponse> {
    const token = (await options.token?.()) ?? null
    const body = {
      siteKey,
      ...(known !== null && { device: known }),
      ...(token !== null && { token }),
      ...(locale && { locale }),
    } satisfies JoinRequest
    const url = `${gateway.replace(/\/$/, '')}/v1/join`
    const answer = (await requestJson(platform, url, { method: 'POST', credentials: 'omit', body })) as JoinResponse
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
      if (known === null || !(error instanceof BatonError) || error.code !== 'unauthenticated') throw error
      return ask(null)
    }
  }

  return {
    async join() {
      const answer = device.read() === null ? await oneTabAtATime(platform, name, askAgain) : await askAgain()
      return { ...answer, url: socketUrl(gateway, 'session') }
    },
    async reset() {
      device.forget()
      await (await platform.store(name)).clear()
      const channel = platform.channel(name, () => {})
      channel.post()
      channel.close()
    },
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
