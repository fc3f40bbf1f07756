import type { ServerFrame } from '@baton/protocol/wire'
import { exchange, type Line } from '../files/exchange.ts'
import { type PlatformOptions, platformOf } from '../platform.ts'

type Listed = Extract<ServerFrame, { type: 'ways' }>
type Connected = Extract<ServerFrame, { type: 'connected' }>

/** Going on by another channel, and connecting one with this session. Everything rejects with a `BatonError`. */
export interface Ways {
  /** Where else one may go on, with a code that is good once. */
  list(): Promise<Omit<Listed, 'type' | 'req'>>
  /** Brings a code from elsewhere: the gateway asks first, `as: 'consent'`. */
  bring(code: string): Promise<Omit<Connected, 'type' | 'req'>>
  /** The answer to that. */
  answer(consents: boolean): Promise<Omit<Connected, 'type' | 'req'>>
}

/**
 * @example
 * const { code, ways } = await createWays(session).list()
 */
export function createWays(line: Line, options: PlatformOptions = {}): Ways {
  const platform = platformOf(options)
  // Apart from the numbers others ask under.
  let lastRequest = 2 ** 41

  const connect = (what: { code: string } | { consents: boolean }) => {
    const req = ++lastRequest
    return exchange(
      line,
      platform,
      { type: 'connect', req, ...what },
      (heard) => (heard.type === 'connected' && heard.req === req ? heard : null),
      (heard) => heard.type === 'fault' && heard.of === 'connect' && (heard.req ?? req) === req,
    )
  }

  return {
    list() {
      const req = ++lastRequest
      return exchange(
        line,
        platform,
        { type: 'ways', req },
        (heard) => (heard.type === 'ways' && heard.req === req ? heard : null),
        (heard) => heard.type === 'fault' && heard.of === 'ways' && (heard.req ?? req) === req,
      )
    },
    bring: (code) => connect({ code }),
    answer: (consents) => connect({ consents }),
  }
}
