import type { SentRecord } from '../vendors/control.ts'

/** What an app shows of one thing an account sent. */
export interface Shown {
  texts: string[]
  /** Answers that can be tapped, by what they say. */
  choices: string[]
  /** Names of files. */
  files: string[]
  place: { latitude: number; longitude: number; name?: string } | null
}

type Fields = Record<string, unknown>

const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {})
const listOf = (value: unknown): Fields[] => (Array.isArray(value) ? value.map(fieldsOf) : [])
const textsOf = (...values: unknown[]): string[] =>
  values.filter((value): value is string => typeof value === 'string' && value.trim() !== '')

const shown = ({ texts = [], choices = [], files = [], place = null }: Partial<Shown>): Shown => ({
  texts,
  choices,
  files,
  place,
})

function placeOf({ latitude, longitude, title, name }: Fields): Shown['place'] {
  const [label] = textsOf(title, name)
  return { latitude: Number(latitude), longitude: Number(longitude), ...(label !== undefined && { name: label }) }
}

/** Null: nothing to be seen, e.g. that somebody types. */
export function shownOf({ vendor, path, body }: SentRecord): Shown | null {
  const fields = fieldsOf(body)
  if (vendor === 'telegram') return telegramShown(path, fields)
  if (vendor === 'whatsapp') return whatsappShown(fields)
  if (vendor === 'line') return lineShown(fields)
  return vendor === 'wechat' ? wechatShown(fields) : null
}

/** Whether it says that somebody types. */
export const isTyping = ({ path, body }: SentRecord): boolean =>
  /sendChatAction|\/typing$|loading\/start$/.test(path) || 'typing_indicator' in fieldsOf(body)

function telegramShown(path: string, fields: Fields): Shown | null {
  if (path.endsWith('/sendMessage')) {
    const markup = fieldsOf(fields.reply_markup)
    const rows = Array.isArray(markup.keyboard) ? markup.keyboard.flatMap(listOf) : []
    return shown({ texts: textsOf(fields.text), choices: textsOf(...rows.map(({ text }) => text)) })
  }
  if (/\/send(Venue|Location)$/.test(path)) return shown({ place: placeOf(fields) })
  const method = /\/send(Photo|Document|Video|Voice|Audio)$/.exec(path)?.[1]?.toLowerCase()
  if (method === undefined) return null
  return shown({ texts: textsOf(fields.caption), files: textsOf(fieldsOf(fields[method]).name) })
}

function whatsappShown({ type, ...fields }: Fields): Shown | null {
  const object = fieldsOf(fields[String(type)])
  switch (type) {
    case 'text':
      return shown({ texts: textsOf(object.body) })
    case 'image':
    case 'document':
      return shown({ texts: textsOf(object.caption), files: textsOf(object.filename ?? 'image') })
    case 'location':
      return shown({ place: placeOf(object) })
    case 'template': {
      const values = listOf(object.components).flatMap(({ parameters }) => listOf(parameters).map(({ text }) => text))
      return shown({ texts: [[object.name, ...textsOf(...values)].join(' · ')] })
    }
    case 'interactive': {
      const action = fieldsOf(object.action)
      const buttons = listOf(action.buttons).map(({ reply }) => fieldsOf(reply).title)
      const rows = listOf(action.sections).flatMap((section) => listOf(section.rows).map(({ title }) => title))
      return shown({ texts: textsOf(fieldsOf(object.body).text), choices: textsOf(...buttons, ...rows) })
    }
    default:
      return null
  }
}

function lineShown({ messages }: Fields): Shown | null {
  const all = listOf(messages)
  if (all.length === 0) return null
  const choices = all.flatMap(({ quickReply }) => listOf(fieldsOf(quickReply).items))
  const where = all.find(({ type }) => type === 'location')
  return shown({
    texts: textsOf(...all.map(({ text }) => text)),
    choices: textsOf(...choices.map(({ action }) => fieldsOf(action).text)),
    files: all.filter(({ type }) => type === 'image').map(() => 'image'),
    place: where ? placeOf(where) : null,
  })
}

function wechatShown(fields: Fields): Shown | null {
  const menu = fieldsOf(fields.msgmenu)
  switch (fields.msgtype) {
    case 'text':
      return shown({ texts: textsOf(fieldsOf(fields.text).content) })
    case 'msgmenu':
      return shown({
        texts: textsOf(menu.head_content, menu.tail_content),
        choices: textsOf(...listOf(menu.list).map(({ content }) => content)),
      })
    case 'image':
    case 'voice':
      return shown({ files: [fields.msgtype] })
    default:
      return null
  }
}
