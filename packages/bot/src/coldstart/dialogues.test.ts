import { expect, test } from 'vitest'
import { pastCsv } from '../fixtures/past-dialogues.ts'
import { readDialogues } from './dialogues.ts'
import { ImportUnreadable } from './fault.ts'

const lines = (...objects: unknown[]) => objects.map((each) => JSON.stringify(each)).join('\n')
const said = (source: string, format: 'csv' | 'jsonl') =>
  readDialogues(source, format).dialogues.map((dialogue) => dialogue.said)

test('rows of messages become conversations, with the words of their customers only', () => {
  const { dialogues, rows, faults } = readDialogues(pastCsv(), 'csv')
  expect([dialogues.length, rows, faults]).toEqual([42, 168, []])
  expect(dialogues[0]?.said).toEqual(['hello', 'hi where is my parcel, it should have been here monday'])
})

test('tickets need no role; subject and text are one', () => {
  expect(said('ticket id,subject,description\n1,Parcel,where is it\n2,,refund please', 'csv')).toEqual([
    ['Parcel\nwhere is it'],
    ['refund please'],
  ])
})

test('heads and roles in Chinese are known', () => {
  expect(said('会话ID,角色,内容\n1,客户,我要开发票\n1,客服,好的\n2,买家,怎么退货', 'csv')).toEqual([
    ['我要开发票'],
    ['怎么退货'],
  ])
})

test('JSON lines hold whole dialogues, single messages or tickets', () => {
  const source = lines(
    {
      messages: [
        { role: 'user', content: 'hello' },
        { role: 'assistant', content: 'hi' },
        { role: 'user', content: 'where is it' },
      ],
    },
    { conversation: 'b', sender: 'visitor', text: 'one' },
    { conversation: 'b', sender: 'visitor', text: 'two' },
    { subject: 'Refund', body: 'when' },
  )
  expect(said(source, 'jsonl')).toEqual([['hello', 'where is it'], ['one', 'two'], ['Refund\nwhen']])
})

test('what cannot be read is told by its line and a code, and nothing else is lost', () => {
  const csv = [
    'id,role,text',
    '1,customer,fine',
    '2,customer',
    '3,martian,hello there',
    '4,customer,',
    `5,customer,${'x'.repeat(4_001)}`,
    '6,customer,"open',
    '7,customer,fine too',
  ].join('\n')
  const { dialogues, rows, faults } = readDialogues(csv, 'csv')
  expect(faults).toEqual([
    { line: 3, code: 'row_malformed' },
    { line: 4, code: 'role_unknown' },
    { line: 5, code: 'text_missing' },
    { line: 6, code: 'text_too_long' },
    { line: 7, code: 'row_malformed' },
  ])
  expect([dialogues.length, rows]).toEqual([2, 7])
  const jsonl = readDialogues('{"text":"ok"}\nnot json\n[1]\n{"role":"user"}\n{"messages":[7]}', 'jsonl')
  expect(jsonl.faults).toEqual([
    { line: 2, code: 'json_malformed' },
    { line: 3, code: 'json_malformed' },
    { line: 4, code: 'text_missing' },
    { line: 5, code: 'json_malformed' },
  ])
})

test.each([
  ['', 'file_empty'],
  ['  \n ', 'file_empty'],
  ['name,price\nx,1', 'columns_missing'],
  ['x'.repeat(64 * 1024 * 1024 + 1), 'file_too_large'],
])('a file that cannot be read at all is refused: %#', (source, code) => {
  expect(() => readDialogues(source, 'csv')).toThrowError(ImportUnreadable)
  try {
    readDialogues(source, 'csv')
  } catch (error) {
    expect(error).toMatchObject({ code })
  }
})
