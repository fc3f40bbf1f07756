import { afterEach, expect, it, vi } from 'vitest'
import { createEmitter } from './emitter.ts'

afterEach(() => vi.restoreAllMocks())

it('tells everyone until they stop listening', () => {
  const emitter = createEmitter<{ said: string }>()
  const heard: string[] = []
  const stop = emitter.on('said', (word) => heard.push(word))
  emitter.emit('said', 'one')
  stop()
  emitter.emit('said', 'two')
  expect(heard).toEqual(['one'])
})

it('reports a listener that throws and goes on with the next', () => {
  const report = vi.spyOn(console, 'error').mockImplementation(() => {})
  const emitter = createEmitter<{ said: string }>()
  const heard: string[] = []
  emitter.on('said', () => {
    throw new Error('broken view')
  })
  emitter.on('said', (word) => heard.push(word))
  emitter.emit('said', 'one')
  expect(heard).toEqual(['one'])
  expect(report).toHaveBeenCalledOnce()
})
