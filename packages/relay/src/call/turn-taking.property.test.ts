import fc from 'fast-check'
import { expect, test } from 'vitest'
import { quietTurn, TURN_TIMES, type TurnInput, type TurnOutput, takeTurn } from './turn-taking.ts'

const input: fc.Arbitrary<TurnInput> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<TurnInput>({ type: 'tick' }) },
  fc.record({ type: fc.constant('speech' as const), on: fc.boolean() }),
  fc.record({
    type: fc.constant('words' as const),
    turn: fc.constantFrom('a', 'b'),
    text: fc.constantFrom('', 'uh-huh', '嗯', 'stop', 'where is my order'),
    final: fc.boolean(),
    leftMs: fc.constantFrom(0, 1_000, 4_000),
  }),
  fc.record({ type: fc.constant('failed' as const), what: fc.constantFrom('hearing' as const, 'speaking' as const) }),
  fc.constant<TurnInput>({ type: 'barge' }),
  fc.record({ type: fc.constant('dtmf' as const), key: fc.constantFrom('0', '1', '#', '*') }),
  fc.record({ type: fc.constant('speaking' as const), on: fc.boolean() }),
  fc.constant<TurnInput>({ type: 'answered' }),
  fc.constant<TurnInput>({ type: 'settled' }),
  fc.record({ type: fc.constant('baton' as const), holdsBot: fc.boolean() }),
  fc.record({ type: fc.constant('held' as const), on: fc.boolean() }),
)
const story = fc.array(fc.record({ input, ms: fc.nat(3_000) }), { maxLength: 60 })

type Step = { input: TurnInput; outputs: TurnOutput[]; now: number }

function played(steps: readonly { input: TurnInput; ms: number }[]): Step[] {
  let now = 0
  let state = quietTurn(0)
  return [{ input: { type: 'baton', holdsBot: true } as const, ms: 0 }, ...steps].map(({ input, ms }) => {
    now += ms
    const taken = takeTurn(state, input, now)
    state = taken.state
    return { input, outputs: taken.outputs, now }
  })
}

test('the bot goes on only after it was silenced, once, and not after what it had to say is gone', () => {
  fc.assert(
    fc.property(story, (steps) => {
      let isSilenced = false
      for (const { outputs } of played(steps))
        for (const output of outputs) {
          if (output.do === 'resume') expect(isSilenced).toBe(true)
          if (output.do === 'silence') isSilenced = true
          if (output.do === 'resume' || output.do === 'drop') isSilenced = false
        }
    }),
  )
})

test('without the baton nothing is said, resumed or asked for', () => {
  fc.assert(
    fc.property(story, (steps) => {
      let holdsBot = true
      for (const { input, outputs } of played(steps)) {
        if (input.type === 'baton') holdsBot = input.holdsBot
        // A generation is over that was opened before: the words of the call itself end it too.
        if (!holdsBot && input.type !== 'speaking')
          expect(outputs.filter((each) => each.do === 'say' || each.do === 'person')).toEqual([])
      }
    }),
  )
})

test('all that a customer says is said in the session once, but for what only says that they listen', () => {
  fc.assert(
    fc.property(story, (steps) => {
      for (const { input, outputs } of played(steps)) {
        if (input.type !== 'words') continue
        const said = outputs.flatMap((each) => (each.do === 'utter' ? [each.text] : []))
        const isListening = input.text === 'uh-huh' || input.text === '嗯'
        if (!input.final || input.text === '') expect(said).toEqual([])
        else if (!isListening || input.leftMs <= TURN_TIMES.nearEndMs) expect(said).toEqual([input.text])
      }
    }),
  )
})

test('whoever is silenced goes on or is dropped before long, once the customer is quiet', () => {
  fc.assert(
    fc.property(story, (steps) => {
      let now = 0
      let state = quietTurn(0)
      for (const { input, ms } of [{ input: { type: 'baton', holdsBot: true } as TurnInput, ms: 0 }, ...steps]) {
        now += ms
        state = takeTurn(state, input, now).state
      }
      if (state.bot !== 'silenced') return
      state = takeTurn(state, { type: 'speech', on: false }, now).state
      for (let ms = 0; ms < TURN_TIMES.keysMs + TURN_TIMES.resumeMs + 200; ms += TURN_TIMES.tickMs)
        state = takeTurn(state, { type: 'tick' }, now + ms).state
      expect(state.bot).not.toBe('silenced')
    }),
  )
})
