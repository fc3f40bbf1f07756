import type { Party } from '@baton/protocol/wire'
import { beforeEach, expect, it } from 'vitest'
import { platformOf } from '../platform.ts'
import { createWorld, type World } from '../testing/world.ts'
import { createOwnTyping, createPeerTyping, TYPING } from './typing.ts'

let world: World
beforeEach(() => {
  world = createWorld(1)
})
const platform = () => platformOf({ platform: { now: world.now, after: world.after } })

it('says that we type at most every three seconds, and that we stopped after five', async () => {
  const said: boolean[] = []
  const typing = createOwnTyping(platform(), (on) => said.push(on))
  for (let key = 0; key < 35; key++) {
    typing.stroke(true)
    await world.advance(100)
  }
  expect(said).toEqual([true, true])
  await world.advance(TYPING.idleMs)
  expect(said).toEqual([true, true, false])
})

it('says nothing more once the message is sent', async () => {
  const said: boolean[] = []
  const typing = createOwnTyping(platform(), (on) => said.push(on))
  typing.stroke(true)
  typing.forget()
  typing.stroke(false)
  await world.advance(TYPING.idleMs)
  expect(said).toEqual([true])
})

it('forgets a peer who does not say again that they type', async () => {
  const lin: Party = { role: 'agent', id: 'lin', name: 'Lin' }
  const lists: (readonly Party[])[] = []
  const peers = createPeerTyping(platform(), (typing) => lists.push(typing))
  peers.hear(lin, true)
  await world.advance(TYPING.expireMs - 1)
  peers.hear(lin, true)
  await world.advance(TYPING.expireMs - 1)
  expect(lists).toEqual([[lin]])
  await world.advance(1)
  expect(lists).toEqual([[lin], []])
})
