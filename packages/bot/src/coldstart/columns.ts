import { ImportUnreadable } from './fault.ts'

/** What a cell or a field may be. */
type Field = 'dialogue' | 'role' | 'text' | 'subject'

/** Names that exports of other products give them, in lower case without spaces and signs. */
const NAMES: Record<Field, readonly string[]> = {
  dialogue: [
    'dialogue',
    'dialogueid',
    'conversation',
    'conversationid',
    'session',
    'sessionid',
    'chatid',
    'ticket',
    'ticketid',
    'id',
    '会话',
    '会话id',
    '对话id',
    '会话编号',
    '工单',
    '工单号',
    '對話id',
    '工單號',
  ],
  role: [
    'role',
    'sender',
    'sendertype',
    'author',
    'authortype',
    'from',
    'speaker',
    'direction',
    '角色',
    '发送方',
    '发送人',
    '發送方',
  ],
  text: [
    'text',
    'message',
    'content',
    'body',
    'utterance',
    'sentence',
    'description',
    'question',
    'comment',
    '内容',
    '消息',
    '消息内容',
    '问题',
    '描述',
    '內容',
    '訊息',
    '問題',
  ],
  subject: ['subject', 'title', 'summary', '标题', '主题', '標題', '主題'],
}

const CUSTOMERS = new Set([
  'customer',
  'user',
  'enduser',
  'visitor',
  'client',
  'buyer',
  'guest',
  'contact',
  'in',
  'inbound',
  'incoming',
  '客户',
  '用户',
  '顾客',
  '买家',
  '访客',
  '客戶',
  '用戶',
  '顧客',
  '買家',
  '訪客',
])
const OTHERS = new Set([
  'agent',
  'bot',
  'assistant',
  'operator',
  'staff',
  'admin',
  'system',
  'support',
  'seller',
  'robot',
  'out',
  'outbound',
  'outgoing',
  '客服',
  '坐席',
  '机器人',
  '系统',
  '商家',
  '卖家',
  '機器人',
  '系統',
  '賣家',
])

const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')

/** Whose words they are; null when the word tells nothing. */
export function speakerOf(role: string): 'customer' | 'other' | null {
  const word = plain(role)
  if (CUSTOMERS.has(word)) return 'customer'
  return OTHERS.has(word) ? 'other' : null
}

/** A field of an object under any of its names. */
export function fieldOf(object: Record<string, unknown>, field: Field): unknown {
  const names = NAMES[field]
  const [, value] = Object.entries(object).find(([name]) => names.includes(plain(name))) ?? []
  return value
}

/**
 * Which column of a head holds what.
 *
 * @throws ImportUnreadable `columns_missing` when none holds texts.
 */
export function columnsOf(
  head: readonly string[],
): Partial<Record<Field, number>> & ({ text: number } | { subject: number }) {
  const columns: Partial<Record<Field, number>> = {}
  for (const field of Object.keys(NAMES) as Field[]) {
    // The first name in the list that is there: `id` names a dialogue only when nothing better does.
    const at = NAMES[field].map((name) => head.findIndex((cell) => plain(cell) === name)).find((found) => found >= 0)
    if (at !== undefined) columns[field] = at
  }
  const { text, subject } = columns
  if (text !== undefined) return { ...columns, text }
  if (subject !== undefined) return { ...columns, subject }
  throw new ImportUnreadable(
    'columns_missing',
    `No column is called ${NAMES.text.slice(0, 4).join(', ')} or ${NAMES.subject[0]}.`,
  )
}
