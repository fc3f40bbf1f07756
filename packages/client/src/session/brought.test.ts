import { expect, it } from 'vitest'
import { event } from '../testing/event.ts'
import { type Brought, broughtBy } from './brought.ts'

const file = (id: string) => ({ id, name: `${id}.jpg`, type: 'image/jpeg', bytes: 9 })
const said = event(1, 'message', { text: '', attachments: [{ kind: 'image' }, { kind: 'voice' }] })
const arrived = (seq: number, id: string, index = 0, ref = 1) =>
  event(seq, 'attachment.arrived', { ref, index, file: file(id) })
const missed = (seq: number, index = 0) => event(seq, 'attachment.missed', { ref: 1, index, reason: 'gone' })

it('holds a place for what is on its way', () => {
  const coming: Brought[] = [
    { kind: 'image', as: 'coming' },
    { kind: 'voice', as: 'coming' },
  ]
  expect(broughtBy([said]).get(1)).toEqual(coming)
  expect(broughtBy([event(1, 'message', { text: 'a' })]).size).toBe(0)
})

it('fills each place with what came for it, or says that it will not', () => {
  expect(broughtBy([said, arrived(2, 'a'), missed(3, 1)]).get(1)).toEqual([
    { kind: 'image', as: 'here', file: file('a') },
    { kind: 'voice', as: 'missed', reason: 'gone' },
  ])
})

it('reads the same in whatever order events are held', () => {
  const log = [said, missed(2), arrived(3, 'late')]
  const expected = { kind: 'image', as: 'here', file: file('late') }
  for (const events of [log, log.toReversed(), [log[2], log[0], log[1]]])
    expect(broughtBy(events.filter((one) => one !== undefined)).get(1)?.[0]).toEqual(expected)
})

it('keeps the first that came, and leaves out what belongs nowhere', () => {
  const log = [said, arrived(2, 'a'), arrived(3, 'b'), missed(4), arrived(5, 'c', 7), arrived(6, 'd', 0, 99)]
  expect(broughtBy(log).get(1)).toEqual([
    { kind: 'image', as: 'here', file: file('a') },
    { kind: 'voice', as: 'coming' },
  ])
})
