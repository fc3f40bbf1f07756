import { followedTurns } from '@baton/relay/session'
import { expect, test } from 'vitest'
import { Room } from '../testing/wire.ts'

test('a turn stores what was understood, what was near, and what the customer made of it', async () => {
  const room = await Room.open()
  const customer = await room.customer()
  const say = async (text: string) => {
    customer.say(text)
    await customer.bot()
  }
  await say('how long does shipping take')
  await say('How long does shipping take??')
  await say('谢谢')
  const turns = followedTurns(await room.log())
  expect(turns.map(({ next }) => next)).toEqual(['repeat', 'thanks', null])
  expect(turns[0]).toMatchObject({
    text: 'how long does shipping take',
    intent: { id: 'shipping_time' },
    nearest: [expect.objectContaining({ article: 'shipping-time' })],
  })
  // A turn names the release it was answered from.
  expect(turns[0]?.snapshot).toMatch(/^[0-9a-f]{64}$/)
})
