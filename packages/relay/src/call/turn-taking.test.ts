import { expect, test } from 'vitest'
import { quietTurn, TURN_TIMES, type TurnInput, type TurnOutput, takeTurn } from './turn-taking.ts'

/** A call in which the bot has the session, at a time that goes on as it is told to. */
function aCall() {
  let now = 1_000
  let state = takeTurn(quietTurn(now), { type: 'baton', holdsBot: true }, now).state
  const take = (input: TurnInput): TurnOutput[] => {
    const taken = takeTurn(state, input, now)
    state = taken.state
    return taken.outputs
  }
  return {
    take,
    /** What is done meanwhile. */
    wait(ms: number): TurnOutput[] {
      const outputs: TurnOutput[] = []
      for (const end = now + ms; now < end; ) {
        now = Math.min(end, now + TURN_TIMES.tickMs)
        outputs.push(...take({ type: 'tick' }))
      }
      return outputs
    },
    says: (text: string, { final = true, leftMs = 5_000 } = {}) =>
      take({ type: 'words', turn: 't1', text, final, leftMs }),
    state: () => state,
  }
}
type Call = ReturnType<typeof aCall>

function speaks(call: Call, ms: number): TurnOutput[] {
  const outputs = call.take({ type: 'speech', on: true })
  outputs.push(...call.wait(ms))
  outputs.push(...call.take({ type: 'speech', on: false }))
  return outputs
}

test('what is said while nobody speaks is said in the session', () => {
  const call = aCall()
  speaks(call, 900)
  expect(call.says(' where is my order ')).toEqual([{ do: 'utter', turn: 't1', text: 'where is my order' }])
})

test('what the call itself asked and was answered is not said on, and waits for nobody', () => {
  const call = aCall()
  call.take({ type: 'speaking', on: true })
  expect(call.take({ type: 'settled' })).toEqual([{ do: 'silence' }, { do: 'drop' }])
  expect(call.wait(TURN_TIMES.quietMs - TURN_TIMES.tickMs)).toEqual([])
  expect(call.wait(TURN_TIMES.tickMs)).toEqual([{ do: 'say', words: 'areYouThere' }])
})

test('the bot is silent as soon as somebody speaks, and what it had to say goes with their first word', () => {
  const call = aCall()
  call.take({ type: 'speaking', on: true })
  expect(call.take({ type: 'speech', on: true })).toEqual([{ do: 'silence' }])
  expect(call.says('no I', { final: false })).toEqual([{ do: 'drop' }])
  expect(call.says('no I meant the other one')).toEqual([{ do: 'utter', turn: 't1', text: 'no I meant the other one' }])
  expect(call.wait(2_000)).toEqual([])
})

test('a customer whose own end went silent first is not silenced twice', () => {
  const call = aCall()
  call.take({ type: 'speaking', on: true })
  expect(call.take({ type: 'barge' })).toEqual([{ do: 'silence' }])
  expect(call.take({ type: 'speech', on: true })).toEqual([])
})

test('a cough stops it for less than 500 ms', () => {
  const call = aCall()
  call.take({ type: 'speaking', on: true })
  expect(speaks(call, 200)).toEqual([{ do: 'silence' }])
  // The end of a voice is noticed 100 ms late.
  expect(call.wait(400)).toEqual([{ do: 'resume' }])
})

test('a whole sentence is waited for, however slowly it is understood, and not for ever', () => {
  const call = aCall()
  call.take({ type: 'speaking', on: true })
  speaks(call, 1_500)
  expect(call.wait(TURN_TIMES.unheardMs - TURN_TIMES.tickMs)).toEqual([])
  expect(call.says('where is my order')).toEqual([
    { do: 'drop' },
    { do: 'utter', turn: 't1', text: 'where is my order' },
  ])

  call.take({ type: 'speaking', on: true })
  speaks(call, 1_500)
  expect(call.wait(TURN_TIMES.unheardMs)).toEqual([{ do: 'resume' }])
})

test.each(['uh-huh', '嗯', 'okay'])('%s lets it go on', (text) => {
  const call = aCall()
  call.take({ type: 'speaking', on: true })
  speaks(call, 300)
  expect(call.says(text, { final: false })).toEqual([])
  expect(call.says(text)).toEqual([{ do: 'resume' }])
  expect(call.wait(1_000)).toEqual([])
})

test('a turn without a word lets it go on at once', () => {
  const call = aCall()
  call.take({ type: 'speaking', on: true })
  speaks(call, 300)
  expect(call.says('')).toEqual([{ do: 'resume' }])
})

test('"yes" as the bot ends its question is an answer', () => {
  const call = aCall()
  call.take({ type: 'speaking', on: true })
  speaks(call, 250)
  expect(call.says('yes', { leftMs: 600 })).toEqual([{ do: 'drop' }, { do: 'utter', turn: 't1', text: 'yes' }])
})

test('words that come late, when it has gone on already, stop it for good', () => {
  const call = aCall()
  call.take({ type: 'speaking', on: true })
  speaks(call, 500)
  expect(call.wait(600)).toEqual([{ do: 'resume' }])
  expect(call.says('stop')).toEqual([{ do: 'silence' }, { do: 'drop' }, { do: 'utter', turn: 't1', text: 'stop' }])
})

test('an answer that is ready while the customer goes on speaking waits for them', () => {
  const call = aCall()
  call.take({ type: 'speech', on: true })
  expect(call.take({ type: 'speaking', on: true })).toEqual([{ do: 'silence' }])
  call.take({ type: 'speech', on: false })
  expect(call.wait(400)).toEqual([{ do: 'resume' }])
})

test('nothing understood is said twice, and then a person is offered', () => {
  const call = aCall()
  const miss = () => {
    speaks(call, 1_000)
    return call.says('')
  }
  expect([miss(), miss(), miss(), miss()]).toEqual([
    [{ do: 'say', words: 'notCaught' }],
    [{ do: 'say', words: 'notCaught' }],
    [{ do: 'say', words: 'offerPerson' }],
    [],
  ])
  speaks(call, 1_000)
  call.says('my order')
  call.take({ type: 'answered' })
  expect(miss()).toEqual([{ do: 'say', words: 'notCaught' }])
})

test('a cough while nobody speaks is nothing', () => {
  const call = aCall()
  speaks(call, 200)
  expect(call.says('')).toEqual([])
})

test('silence is asked about twice, then an end is offered, then it comes', () => {
  const call = aCall()
  expect(call.wait(43_000)).toEqual([
    { do: 'say', words: 'areYouThere' },
    { do: 'say', words: 'areYouThere' },
    { do: 'say', words: 'shallIStop' },
    { do: 'say', words: 'goodbye' },
  ])
  call.take({ type: 'speaking', on: true })
  expect(call.take({ type: 'speaking', on: false })).toEqual([{ do: 'hang_up' }])
})

test('who answers while the bot says goodbye is not hung up on', () => {
  const call = aCall()
  call.wait(41_000)
  call.take({ type: 'speaking', on: true })
  speaks(call, 500)
  call.says('I am here')
  expect(call.take({ type: 'speaking', on: false })).toEqual([])
  expect(call.wait(8_000)).toEqual([])
})

test('nobody is asked while they wait: for an answer, on hold, or with a person', () => {
  const thinking = aCall()
  thinking.says('where is it')
  expect(thinking.wait(15_000)).toEqual([])
  const held = aCall()
  held.take({ type: 'held', on: true })
  expect(held.wait(60_000)).toEqual([])
  const passed = aCall()
  passed.take({ type: 'baton', holdsBot: false })
  expect(passed.wait(60_000)).toEqual([])
})

test('keys are one number until the sign or a pause; a star takes them back', () => {
  const call = aCall()
  for (const key of ['1', '9', '*', '1', '0', '0', '4', '2']) call.take({ type: 'dtmf', key })
  expect(call.take({ type: 'dtmf', key: '#' })).toEqual([{ do: 'utter', turn: 'keys1', text: '10042' }])
  call.take({ type: 'answered' })
  call.take({ type: 'dtmf', key: '7' })
  expect(call.wait(1_900)).toEqual([])
  expect(call.wait(200)).toEqual([{ do: 'utter', turn: 'keys2', text: '7' }])
})

test('0 asks for a person, over what the bot says; within a number it is a digit', () => {
  const call = aCall()
  call.take({ type: 'speaking', on: true })
  expect(call.take({ type: 'dtmf', key: '0' })).toEqual([{ do: 'silence' }, { do: 'drop' }, { do: 'person' }])
  call.take({ type: 'dtmf', key: '4' })
  expect(call.take({ type: 'dtmf', key: '0' })).toEqual([])
})

test('the bot that lost the baton is silent in the middle of a word, and does not go on', () => {
  const call = aCall()
  call.take({ type: 'speaking', on: true })
  expect(call.take({ type: 'baton', holdsBot: false })).toEqual([{ do: 'silence' }, { do: 'drop' }])
  speaks(call, 300)
  expect(call.wait(5_000)).toEqual([])
  expect(call.says('hello Ann')).toEqual([{ do: 'utter', turn: 't1', text: 'hello Ann' }])
})

test('ears that fail are excused once, and then a person comes', () => {
  const call = aCall()
  expect(call.take({ type: 'failed', what: 'hearing' })).toEqual([{ do: 'say', words: 'cannotHear' }])
  expect(call.take({ type: 'failed', what: 'hearing' })).toEqual([{ do: 'person' }])
  expect(call.take({ type: 'failed', what: 'hearing' })).toEqual([])
  const mute = aCall()
  expect(mute.take({ type: 'failed', what: 'speaking' })).toEqual([])
  expect(mute.take({ type: 'failed', what: 'speaking' })).toEqual([{ do: 'person' }])
})
