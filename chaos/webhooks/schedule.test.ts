import { once } from 'node:events'
import { createServer } from 'node:http'
import { Random } from '@baton/bench/random'
import { expect, test } from 'vitest'
import { deliver, type Ingress } from './ingress.ts'
import { deliveriesOf } from './schedule.ts'

const notices = Array.from({ length: 60 }, (_, at) => ({ id: `wamid.${at}`, body: `Message ${at}` }))

/** A stand-in for a channel, over HTTP. `knows` says whether it remembers what it has had. */
async function ingressOf(knows: boolean): Promise<{ ingress: Ingress; close: () => void }> {
  const stored: string[] = []
  let requests = 0
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    const { id } = JSON.parse(body) as { id: string }
    requests += 1
    // Now and then it is not there, before or after it has stored.
    const isDown = requests % 7 === 0
    if (!(isDown && requests % 2 === 0) && !(knows && stored.includes(id))) stored.push(id)
    response.writeHead(isDown ? 503 : 200).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const url = `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`
  return {
    close: () => server.close(),
    ingress: {
      post: async (delivery) => (await fetch(url, { method: 'POST', body: JSON.stringify(delivery) })).status,
      stored: async () => stored,
    },
  }
}

test('T-24 a schedule holds each notice at least once, some again and late, and not in order', () => {
  const deliveries = deliveriesOf(notices, new Random(5))
  expect(new Set(deliveries.map(({ id }) => id)).size).toBe(notices.length)
  expect(deliveries.length).toBeGreaterThan(notices.length * 1.3)
  const firsts = deliveries.filter(({ id }, at) => deliveries.findIndex((each) => each.id === id) === at)
  expect(firsts.map(({ id }) => id)).not.toEqual(notices.map(({ id }) => id))
  expect(deliveries.at(-1)?.atMs).toBeGreaterThan(20_000)
  expect(deliveriesOf(notices, new Random(5))).toEqual(deliveries)
})

test('T-24 who knows a vendor’s ids has each notice once; who does not is found out', async () => {
  const deliveries = deliveriesOf(notices, new Random(6))
  for (const knows of [true, false]) {
    const { ingress, close } = await ingressOf(knows)
    const { posted, lost, doubled } = await deliver(ingress, deliveries)
    close()
    expect(posted).toBeGreaterThan(deliveries.length)
    expect(lost).toBe(0)
    if (knows) expect(doubled).toBe(0)
    else expect(doubled).toBeGreaterThan(10)
  }
})
