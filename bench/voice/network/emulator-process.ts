import { read, writeSync } from 'node:fs'
import { Random } from '../../random.ts'
import { type Conditions, Path } from './path.ts'
import { SIDES, type Side } from './sides.ts'
import { openTun } from './tun.ts'

/**
 * A process of its own, so that whoever measures does not hold packets up: carries packets between three interfaces, over a
 * hop between each side and the middle. `argv[2]` is the conditions of a hop, as JSON.
 */
const conditions: Conditions = JSON.parse(process.argv[2] ?? 'null')
const MTU_BYTES = 2_048
const SEED = 7
const DESTINATION_AT = 16

const random = new Random(SEED)
const path = (): Path => new Path(conditions, () => random.next())
const names = Object.keys(SIDES) as Side[]
const fds = Object.fromEntries(names.map((side) => [side, openTun(SIDES[side].device)])) as Record<Side, number>
/** What is between a side and the middle; the relay stands in the middle. */
const hops: Record<Side, { up: Path[]; down: Path[] }> = {
  a: { up: [path()], down: [path()] },
  b: { up: [path()], down: [path()] },
  relay: { up: [], down: [] },
}

/** What is under way, in the order of when it is due. */
const under: { at: number; to: Side; packet: Buffer }[] = []

for (const side of names) listen(side)
process.send?.('ready')
process.on('disconnect', () => process.exit(0))

function listen(from: Side): void {
  const buffer = Buffer.alloc(MTU_BYTES)
  read(fds[from], buffer, 0, MTU_BYTES, null, (error, bytes) => {
    if (error) throw error
    forward(from, Buffer.from(buffer.subarray(0, bytes)))
    listen(from)
  })
}

function forward(from: Side, packet: Buffer): void {
  const to = names.find((side) => side !== from && isIn(packet, SIDES[side].address))
  if (!to) return
  const now = performance.now()
  let at = now
  for (const hop of [...hops[from].up, ...hops[to].down]) {
    const leaves = hop.leavesAt(at)
    if (leaves === null) return
    at = leaves
  }
  const place = under.findLastIndex((other) => other.at <= at) + 1
  under.splice(place, 0, { at, to, packet })
  if (under.length === 1) sendDue()
}

/** In the order in which they are due: timers of their own, or writes that do not wait for each other, would mix them up. */
function sendDue(): void {
  for (let next = under[0]; next && next.at <= performance.now(); next = under[0]) {
    under.shift()
    writeSync(fds[next.to], next.packet)
  }
  if (under.length > 0) setTimeout(sendDue, 1)
}

/** Whether the packet goes into the /24 of an address. */
function isIn(packet: Buffer, address: string): boolean {
  const net = address.split('.').slice(0, 3).map(Number)
  return net.every((part, index) => packet[DESTINATION_AT + index] === part)
}
