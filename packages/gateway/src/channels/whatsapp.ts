import { CHANNELS, type DeliveryReason, type DeliveryState, type Option } from '@baton/protocol'
import type { Account, Channel, Inbound, Outgoing, OutgoingFile, Part, Sender, Sent, To, Tools } from './channel.ts'
import { becameOfGraph, graph, META_BYTES, reasonOf, verifyMeta } from './meta.ts'
import { type Fields, fieldsOf, listOf, parsed, placeOf, textOf, timeOf } from './reading.ts'
import { type Answer, formFile, unfetched } from './sending.ts'
import { vendorId } from './vendor-id.ts'
import { asWords, CHOOSE, offered, pieces } from './words.ts'

/** Limits of https://developers.facebook.com/documentation/business-messaging/whatsapp/messages. */
const BUTTONS = { most: 3, labelChars: 20, textChars: 256 }
const ROWS = { most: 10, labelChars: 24, textChars: 200 }
/** What stands above buttons. */
const BODY_CHARS = 1_024
const PICTURES = ['image/jpeg', 'image/png']
const PICTURE_BYTES = 5 * 1024 * 1024
const DOCUMENTS = ['application/pdf', 'text/plain']

/** A message as the API takes it, or a file that is uploaded first. */
type Data = Fields | { file: OutgoingFile; as: 'image' | 'document' | 'link' }

export const whatsapp: Channel<'whatsapp'> = {
  kind: 'whatsapp',
  maxBytes: META_BYTES,
  verify: (knock, { secrets }) => verifyMeta(knock, secrets),
  normalise: (payload, { settings }) =>
    listOf(parsed(payload).entry)
      .flatMap(({ changes }) => listOf(changes))
      .filter(({ field }) => field === 'messages')
      .map(({ value }) => fieldsOf(value))
      // One app may have several numbers, all of which knock at every door of it.
      .filter(({ metadata }) => fieldsOf(metadata).phone_number_id === settings.phoneNumberId)
      .flatMap((value) => [...messagesIn(value), ...receiptsIn(value)]),
  parts,
  send,
  media: async (ref, { secrets }, tools) => {
    const [token] = secrets.accessToken
    if (!/^\d{1,40}$/.test(ref)) return gone()
    const found = await graph(tools, 'whatsapp', token, `/${ref}`)
    const url = textOf(found?.body.url)
    if (url === undefined) return unfetched(found)
    try {
      return await tools.fetch('whatsapp-media', url, { headers: { authorization: `Bearer ${token}` } })
    } catch (error) {
      // It leads elsewhere.
      if (error instanceof TypeError) return gone()
      throw error
    }
  },
  typingMs: 25_000,
  signal: async (what, { lastId }, account, tools) => {
    if (lastId === null || !lastId.startsWith('wamid.')) return
    const typing = what === 'typing' && { typing_indicator: { type: 'text' } }
    await call(account, tools, { status: 'read', message_id: lastId, ...typing })
  },
  link: (code, { settings }) => `https://wa.me/${settings.number.replace('+', '')}?text=${encodeURIComponent(code)}`,
}

const gone = (): Response => new Response(null, { status: 404 })

/**
 * Whoever has a name of their own shows no number: then there is only the id that Meta gives them for this business, which
 * stays the same when the number is hidden later, so it goes first.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/business-scoped-user-ids
 */
const senderOf = (value: Fields, scoped: unknown, number: unknown): Sender | null => {
  const address = textOf(scoped) ?? textOf(number)
  if (address === undefined) return null
  const contact = listOf(value.contacts).find(
    ({ user_id: id, wa_id: phone }) => (id !== undefined && id === scoped) || (phone !== undefined && phone === number),
  )
  const name = textOf(fieldsOf(contact?.profile).name)
  return { address, ...(name !== undefined && { name }) }
}

function messagesIn(value: Fields): Inbound[] {
  return listOf(value.messages).flatMap((message): Inbound[] => {
    const id = textOf(message.id)
    const from = senderOf(value, message.from_user_id, message.from)
    if (id === undefined || !from || message.group_id !== undefined) return []
    const type = textOf(message.type) ?? ''
    const content = fieldsOf(message[type])
    const text = wordsIn(type, content, message)
    const media = mediaIn(type, content)
    const place = type === 'location' ? placeOf(content.latitude, content.longitude, content.name) : undefined
    if (text === '' && media.length === 0 && !place) return []
    const at = timeOf(message.timestamp, 1_000)
    return [
      {
        kind: 'message',
        id: vendorId(id),
        from,
        text,
        media,
        ...(at !== undefined && { at }),
        ...(place && { place }),
      },
    ]
  })
}

function wordsIn(type: string, content: Fields, message: Fields): string {
  if (type === 'text') return textOf(content.body) ?? ''
  // A button of a template says what stands on it; one of ours brings back what was to be said.
  if (type === 'button') return textOf(content.text) ?? ''
  if (type === 'interactive') {
    const { id, title } = fieldsOf(content.button_reply ?? content.list_reply)
    return textOf(id) ?? textOf(title) ?? ''
  }
  if (type === 'contacts') return listOf(message.contacts).map(cardIn).filter(Boolean).join('\n')
  return ['image', 'document', 'video'].includes(type) ? (textOf(content.caption) ?? '') : ''
}

/** Somebody's card, as words. */
const cardIn = ({ name, phones }: Fields): string =>
  [textOf(fieldsOf(name).formatted_name), ...listOf(phones).map(({ phone }) => textOf(phone))]
    .filter((each) => each !== undefined)
    .join(' ')

const MEDIA = { image: 'image', document: 'file', audio: 'file', video: 'video', sticker: 'sticker' } as const

function mediaIn(type: string, content: Fields): Extract<Inbound, { kind: 'message' }>['media'] {
  const ref = textOf(content.id)
  if (ref === undefined || !Object.hasOwn(MEDIA, type)) return []
  const kind = content.voice === true ? 'voice' : MEDIA[type as keyof typeof MEDIA]
  const name = textOf(content.filename)
  return [{ kind, ref, ...(name !== undefined && { name }) }]
}

/** A voice message that was played was heard. */
const STATES: Readonly<Record<string, Exclude<DeliveryState, 'held'>>> = {
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  played: 'read',
  failed: 'failed',
}

function receiptsIn(value: Fields): Inbound[] {
  return listOf(value.statuses).flatMap((status): Inbound[] => {
    const id = textOf(status.id)
    const from = senderOf(value, status.recipient_user_id, status.recipient_id)
    const told = textOf(status.status) ?? ''
    const state = Object.hasOwn(STATES, told) ? STATES[told] : undefined
    if (id === undefined || !from || !state || status.recipient_type === 'group') return []
    const reason = state === 'failed' ? { reason: failureIn(status) } : {}
    return [{ kind: 'receipt', from: { address: from.address }, of: { ids: [id] }, state, ...reason }]
  })
}

function failureIn(status: Fields): DeliveryReason {
  const code = listOf(status.errors)[0]?.code
  // What would pass has been tried for long enough by the vendor itself.
  return (typeof code === 'number' ? reasonOf(code) : 'rejected') ?? 'gave_up'
}

function parts({ text, options, files, place, template, locale }: Outgoing): Part[] {
  if (template) {
    const { name, language, values } = template
    const parameters = values.map((value) => ({ type: 'text', text: value }))
    const components = parameters.length > 0 ? [{ type: 'body', parameters }] : []
    return [{ data: { type: 'template', template: { name, language: { code: language }, components } } }]
  }
  const choices = offered(options)
  const action = actionOf(choices, CHOOSE[locale])
  const said = pieces(action ? text : asWords(text, choices), CHANNELS.whatsapp.textChars)
  // What stands above buttons is shorter than a message may be.
  const above = action ? pieces(said.pop() ?? CHOOSE[locale], BODY_CHARS) : []
  const body = above.pop()
  const plain = [...said, ...above].map((each): Fields => ({ type: 'text', text: { body: each, preview_url: false } }))
  const where: Fields[] = place ? [{ type: 'location', location: place }] : []
  const brought = files.map((file): Part => ({ data: { file, as: kindOf(file) } satisfies Data, file }))
  const asked: Fields[] = action ? [{ type: 'interactive', interactive: { ...action, body: { text: body } } }] : []
  // Choices come last: what is below them would push them out of sight.
  return [...[...plain, ...where].map((data) => ({ data })), ...brought, ...asked.map((data) => ({ data }))]
}

/** As buttons, else as a list; null when neither holds them. */
function actionOf(choices: Option[], choose: string): Fields | null {
  const fit = ({ most, labelChars, textChars }: typeof BUTTONS): boolean =>
    choices.length > 0 &&
    choices.length <= most &&
    choices.every(({ label, text }) => label.length <= labelChars && text.length <= textChars)
  // What is said comes back as the id.
  const rows = choices.map(({ label, text }) => ({ id: text, title: label }))
  if (fit(BUTTONS)) {
    return { type: 'button', action: { buttons: rows.map((reply) => ({ type: 'reply', reply })) } }
  }
  return fit(ROWS) ? { type: 'list', action: { button: choose, sections: [{ title: choose, rows }] } } : null
}

function kindOf({ type, bytes }: OutgoingFile): 'image' | 'document' | 'link' {
  if (PICTURES.includes(type) && bytes <= PICTURE_BYTES) return 'image'
  return DOCUMENTS.includes(type) ? 'document' : 'link'
}

const isFile = (data: Data): data is Extract<Data, { as: string }> => 'file' in data

async function send(part: Part, { address }: To, account: Account<'whatsapp'>, tools: Tools): Promise<Sent> {
  const data = part.data as Data
  const message = isFile(data) ? await messageOf(data, account, tools) : data
  if (isSent(message)) return message
  const to = /^\+?\d+$/.test(address) ? { to: address } : { recipient: address }
  const answer = await call(account, tools, { recipient_type: 'individual', ...to, ...message })
  return becameOfGraph(answer, ({ messages }) => textOf(listOf(messages)[0]?.id) ?? null)
}

const isSent = (message: Fields | Sent): message is Sent => 'as' in message

async function messageOf(
  { file, as }: Extract<Data, { as: string }>,
  account: Account<'whatsapp'>,
  tools: Tools,
): Promise<Fields | Sent> {
  if (as === 'link') {
    try {
      return { type: 'text', text: { body: `${file.name}\n${await tools.fileUrl(file)}`, preview_url: false } }
    } catch {
      // The file is gone, or nobody outside can reach us.
      return { as: 'failed', reason: 'unsupported' }
    }
  }
  const given = await formFile(file, tools)
  if (!(given instanceof File)) return given
  const form = new FormData()
  form.set('messaging_product', 'whatsapp')
  form.set('type', file.type)
  form.set('file', given)
  const { settings, secrets } = account
  const path = `/${settings.phoneNumberId}/media`
  const uploaded = await graph(tools, 'whatsapp', secrets.accessToken[0], path, form)
  const id = textOf(uploaded?.body.id)
  if (id === undefined) return becameOfGraph(uploaded, () => null)
  return as === 'image' ? { type: as, image: { id } } : { type: as, document: { id, filename: file.name } }
}

const call = ({ settings, secrets }: Account<'whatsapp'>, tools: Tools, body: Fields): Promise<Answer | null> =>
  graph(tools, 'whatsapp', secrets.accessToken[0], `/${settings.phoneNumberId}/messages`, {
    messaging_product: 'whatsapp',
    ...body,
  })
