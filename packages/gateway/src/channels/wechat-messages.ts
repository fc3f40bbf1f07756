import type { Attachment, Place } from '@baton/protocol'
import { sha256 } from '../audit/sha256.ts'
import type { Inbound } from './channel.ts'
import { placeOf, timeOf } from './reading.ts'
import { vendorId } from './vendor-id.ts'
import { saidBy } from './wechat-words.ts'
import { elementsOf } from './wechat-xml.ts'

/** What an opened payload of WeChat says: one message, or one event. */
export function heardBy(payload: string): Inbound[] {
  const elements = elementsOf(payload)
  const from = elements?.get('FromUserName')
  if (!elements || !from) return []
  return elements.get('MsgType') === 'event' ? eventOf(elements, from) : messageOf(elements, from)
}

type Elements = ReadonlyMap<string, string>

function whenOf(elements: Elements): { at?: number } {
  const at = timeOf(elements.get('CreateTime'), 1_000)
  return at === undefined ? {} : { at }
}

function messageOf(elements: Elements, address: string): Inbound[] {
  const of = (name: string): string => elements.get(name) ?? ''
  const id = of('MsgId')
  if (id === '') return []
  const message = (text: string, more: { kind?: Attachment['kind']; place?: Place } = {}): Inbound[] => [
    {
      kind: 'message',
      id: vendorId(id),
      from: { address },
      text,
      media: more.kind && of('MediaId') !== '' ? [{ kind: more.kind, ref: of('MediaId') }] : [],
      ...whenOf(elements),
      ...(more.place && { place: more.place }),
    },
  ]
  switch (of('MsgType')) {
    case 'text':
      return message(saidBy(elements.get('bizmsgmenuid'), of('Content')))
    case 'image':
      return message('', { kind: 'image' })
    case 'voice':
      return message(of('Recognition'), { kind: 'voice' })
    case 'video':
    case 'shortvideo':
      return message('', { kind: 'video' })
    case 'location': {
      const [x, y] = [of('Location_X'), of('Location_Y')]
      const place = x !== '' && y !== '' && placeOf(Number(x), Number(y), of('Label'))
      return place ? message('', { place }) : []
    }
    case 'link':
      return message([of('Title'), of('Description'), of('Url')].filter((line) => line !== '').join('\n'))
    default:
      return []
  }
}

function eventOf(elements: Elements, address: string): Inbound[] {
  const [event, key] = [elements.get('Event') ?? '', elements.get('EventKey') ?? '']
  // An event has no id of its own. What makes one would show who it is, and an event's id is kept in the clear.
  const id = `event-${sha256([address, elements.get('CreateTime'), event].join('|')).slice(0, 40)}`
  const from = { address }
  const when = whenOf(elements)
  const message = (text: string, code?: string): Inbound => ({
    kind: 'message',
    id,
    from,
    text,
    media: [],
    ...when,
    ...(code !== undefined && { code }),
  })
  const scanned = (code: string): Inbound[] => (/^[\w-]{1,64}$/.test(code) ? [message('', code)] : [])
  switch (event.toLowerCase()) {
    case 'subscribe':
      return [
        { kind: 'standing', from, standing: 'open', ...when },
        ...(key.startsWith('qrscene_') ? scanned(key.slice('qrscene_'.length)) : []),
      ]
    case 'unsubscribe':
      return [{ kind: 'standing', from, standing: 'blocked', ...when }]
    case 'scan':
      return scanned(key)
    case 'click':
      return key === '' ? [] : [message(key)]
    default:
      return []
  }
}
