import { expect, test } from 'vitest'
import { RecordingQuestion } from './recording-question.ts'

function asking({ isDue = true } = {}) {
  const clock = { now: 1_000 }
  const said: string[] = []
  const answers: [boolean, string][] = []
  const question = new RecordingQuestion({
    isDue: () => isDue,
    now: () => clock.now,
    say: (words) => said.push(words),
    answered: (...answer) => answers.push(answer),
  })
  const later = (ms: number) => {
    clock.now += ms
  }
  return { question, said, answers, later }
}

test('where nobody is to be asked nothing is asked, and no key and no word answers', () => {
  const { question, said, answers } = asking({ isDue: false })
  expect([question.ask(), question.key('1'), question.words('yes'), question.quiet(60_000)]).toEqual([
    ...[false, false, 'other', false],
  ])
  expect([said, answers]).toEqual([[], []])
})

test.each([
  ['1', true],
  ['2', false],
] as const)('%s answers at any time, and once', (key, granted) => {
  const { question, said, answers } = asking()
  expect(question.ask()).toBe(true)
  expect(question.key(key)).toBe(true)
  expect(answers, 'nobody has heard the question').toEqual([])
  question.sounds()
  expect(question.key(key)).toBe(true)
  expect([question.key(key), question.ask(), question.words('no')]).toEqual([false, false, 'other'])
  expect([said, answers]).toEqual([['mayRecord'], [[granted, 'keys']]])
})

test('a yes counts once it was said to what, and a no at any time', () => {
  const early = asking()
  early.question.ask()
  early.later(9_000)
  early.question.sounds()
  early.later(2_000)
  expect([early.question.words('Yes.'), early.answers]).toEqual(['early', []])
  early.later(500)
  expect([early.question.words('Yes.'), early.answers]).toEqual(['answer', [[true, 'voice']]])
  const no = asking()
  no.question.ask()
  expect([no.question.words('No, thanks.'), no.answers]).toEqual(['answer', [[false, 'voice']]])
})

test('whatever else is said is no answer, nor is another key; who goes on to something else is not asked again', () => {
  const { question, answers, later } = asking()
  question.ask()
  question.sounds()
  later(5_000)
  expect([question.words('Where is my order?'), question.key('0'), question.key('#')]).toEqual(['other', false, false])
  expect([question.isOpen, question.pass(), question.pass(), question.ask()]).toEqual([true, true, false, false])
  expect([question.key('1'), answers]).toEqual([false, []])
})

test('who says nothing for five seconds has not agreed', () => {
  const { question, answers } = asking()
  question.ask()
  expect([question.quiet(4_999), question.quiet(5_000), question.quiet(9_000)]).toEqual([false, true, false])
  expect([question.key('1'), answers]).toEqual([false, []])
})

test('who has agreed may take it back, once, and who has not has nothing to take back', () => {
  const { question, answers } = asking()
  question.ask()
  question.sounds()
  expect(question.takesBack('stop recording')).toBe(false)
  question.key('1')
  expect(['hello', 'Stop recording, please.', 'Stop recording'].map((text) => question.takesBack(text))).toEqual([
    ...[false, true, false],
  ])
  expect(answers).toEqual([
    [true, 'keys'],
    [false, 'voice'],
  ])
})
