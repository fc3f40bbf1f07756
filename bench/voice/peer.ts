import { percentile } from '../numbers.ts'
import type { Row } from '../row.ts'
import { CONDITIONS, type Condition } from './conditions.ts'
import { measured } from './measured.ts'
import { microphone } from './microphone.ts'
import { canEmulate, startNetwork } from './network/network.ts'
import { launchSide, tappedPage } from './side.ts'
import { callByWebRtc, startEmptyPage } from './webrtc.ts'
import { talking } from './words.ts'

const SECONDS = 15

/** What two browsers reach that call each other by WebRTC, under the same conditions: nothing stands between them. */
export async function peer(folder: string): Promise<Row[]> {
  const rows: Row[] = []
  for (const name of Object.keys(CONDITIONS) as Condition[]) {
    const row = `webrtc peer ${name}`
    rows.push(
      ...(await measured(
        [
          [`${row} p95`, 'ms', null],
          [`${row} concealed`, '%', null],
        ],
        async () => {
          const { delaysMs, concealed } = await through(name, folder)
          return { [`${row} p95`]: percentile(delaysMs, 0.95), [`${row} concealed`]: concealed }
        },
      )),
    )
  }
  return rows
}

async function through(name: Condition, folder: string) {
  if (!canEmulate()) throw new Error('a network is played by root on Linux, with ip and /dev/net/tun')
  const file = microphone(folder, 'peer', talking(0))
  const network = await startNetwork(CONDITIONS[name])
  try {
    const empty = await startEmptyPage(network.relay)
    const trusted = [empty.url]
    const side = (of: 'a' | 'b') =>
      launchSide({ microphone: file, folder, trusted, on: (command) => network.on(of, command) })
    const [a, b] = [await side('a'), await side('b')]
    try {
      const pages = [await tappedPage(a), await tappedPage(b)] as const
      return await callByWebRtc(...pages, { url: empty.url, seconds: SECONDS })
    } finally {
      await Promise.all([a.close(), b.close()])
      empty.close()
    }
  } finally {
    await network.stop()
  }
}
