import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { sleep } from '../numbers.ts'
import { delays } from './delay.ts'
import { answerCall, concealedShare, offerCall, takeAnswer } from './page/peer.ts'
import { tapped } from './page/taps.ts'

export interface Heard {
  /** From mouth to ear, of each piece of speech, in milliseconds. */
  delaysMs: number[]
  /** Share of what was played that had to be made up, in per cent. */
  concealed: number
}

/** An empty page, for pages need an origin. */
export async function startEmptyPage(host: string): Promise<{ url: string; close(): void }> {
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html')
    response.end('<!doctype html><title>peer</title>')
  }).listen(0, host)
  await once(server, 'listening')
  return { url: `http://${host}:${(server.address() as AddressInfo).port}`, close: () => server.close() }
}

/** Two pages call each other without anything between them, and one is listened to for `seconds`. */
export async function callByWebRtc(
  a: Page,
  b: Page,
  { url, seconds }: { url: string; seconds: number },
): Promise<Heard> {
  await Promise.all([a.goto(url), b.goto(url)])
  const offer = await a.evaluate(offerCall)
  const answer = await b.evaluate(answerCall, offer)
  await a.evaluate(takeAnswer, answer)
  await sleep(seconds * 1_000)
  const concealed = await b.evaluate(concealedShare)
  const [said, heard] = [await tapped(a, 'microphone'), await tapped(b, 'speaker')]
  return { delaysMs: delays(said, heard).map(({ ms }) => ms), concealed }
}
