import { expect, test } from 'vitest'
import { AnswersAloud } from './answers-aloud.ts'

const TEXT = 'It has left. It arrives tomorrow. Is that all right?'

test('sentences are said as they are written, each once', () => {
  const answers = new AnswersAloud('en')
  expect(answers.goesOn('t1', 'It has').map(({ text }) => text)).toEqual([])
  expect(answers.goesOn('t1', 'It has left. It arr')).toEqual([
    { of: 't1', text: 'It has left.', written: 'It has left.', from: 0, to: 13 },
  ])
  expect(answers.goesOn('t1', 'It has left. It arrives')).toEqual([])
  const { lines, replaces, cut } = answers.isWhole('t1', { seq: 7, text: TEXT })
  expect(lines.map(({ text }) => text)).toEqual(['It arrives tomorrow.', 'Is that all right?'])
  expect(lines.map(({ written }) => written)).toEqual(['It has left. It arrives tomorrow.', TEXT])
  expect([replaces, cut]).toEqual([false, null])
})

test('another answer than the one begun is said from its beginning', () => {
  const answers = new AnswersAloud('en')
  answers.goesOn('t1', 'It may have left. It arr')
  const { lines, replaces } = answers.isWhole('t1', { seq: 7, text: TEXT })
  expect(replaces).toBe(true)
  expect(lines[0]?.text).toBe('It has left.')
})

test('what was cut off is told, and not said again', () => {
  const answers = new AnswersAloud('en')
  answers.isWhole('t1', { seq: 7, text: TEXT })
  expect(answers.cut([{ of: 't1', heard: 20, playedMs: 900, whole: false }])).toEqual([
    { seq: 7, heard: 20, playedMs: 900 },
  ])
  expect(answers.goesOn('t1', TEXT)).toEqual([])
})

test('a cut in the middle of writing is told once the message is there', () => {
  const answers = new AnswersAloud('en')
  answers.goesOn('t1', 'It has left. It arr')
  expect(answers.cut([{ of: 't1', heard: 13, playedMs: 700, whole: true }])).toEqual([])
  expect(answers.goesOn('t1', 'It has left. It arrives tomorrow. Is')).toEqual([])
  expect(answers.isWhole('t1', { seq: 9, text: TEXT })).toEqual({
    lines: [],
    replaces: false,
    cut: { seq: 9, heard: 13, playedMs: 700 },
  })
})

test('an answer that was heard to its end is not cut, nor is what the call says for itself', () => {
  const answers = new AnswersAloud('en')
  answers.isWhole('t1', { seq: 7, text: TEXT })
  expect(
    answers.cut([
      { of: 't1', heard: TEXT.length, playedMs: 3_000, whole: true },
      { of: 'call', heard: 0, playedMs: 10, whole: false },
    ]),
  ).toEqual([])
})

test('buttons are offered aloud', () => {
  const options = [{ label: 'Yes' }, { label: 'A person' }]
  const { lines } = new AnswersAloud('en').isWhole('t1', { seq: 1, text: 'Shall I cancel it?', options })
  expect(lines.map(({ text }) => text).join(' ')).toMatch(/Yes.*person/)
})
