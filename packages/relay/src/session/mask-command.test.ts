import { expect, test } from 'vitest'
import { maskCommand, type Saying } from './index.ts'

test('words of every command pass the masking door', () => {
  const card = '4111 1111 1111 1111'
  const commands: Saying[] = [
    { kind: 'message', text: card },
    { kind: 'note', text: card },
    { kind: 'handback', note: card },
    { kind: 'resolve', resolution: card },
    { kind: 'rate', score: 1, tags: [], comment: card },
  ]
  for (const command of commands) {
    const { command: masked, handles } = maskCommand(command, [])
    expect(JSON.stringify(masked)).not.toContain('4111 1111')
    expect(handles[0]?.open()).toBe(card)
  }
})

test('T-33 a one-time code that was asked for is for the turn only', () => {
  const { command, handles } = maskCommand({ kind: 'message', text: '482913' }, [], { asking: 'code' })
  expect(command).toMatchObject({ text: '[code ••••]', marks: [{ kind: 'code' }] })
  expect(handles.map(({ keep }) => keep)).toEqual(['memory'])
  expect(maskCommand({ kind: 'message', text: 'my CVV is 123' }, []).handles).toEqual([])
})
