import { expect, test } from 'vitest'
import { brainOf, fresh, shop } from '../fixtures/shop.ts'
import { compile } from '../index.ts'
import { decodeModel, encodeModel, FOLDS, finishTraining, recalibrate, runFold, train, trainingKey } from './index.ts'

test('folds may sleep as JSON in between and be run in any order', () => {
  const folds = FOLDS.map((fold) => JSON.parse(JSON.stringify(runFold(shop, JSON.parse(JSON.stringify(fold))))))
  expect(encodeModel(finishTraining(shop, folds))).toEqual(encodeModel(train(shop)))
})

test('a stored model answers as the fresh one does', () => {
  const stored = compile(shop, decodeModel(encodeModel(train(shop))))
  const brain = brainOf(shop)
  for (const text of ['wheres my ordr', '怎么退货', 'how are you', '我的訂單'])
    expect(stored.understand(text, fresh)).toEqual(brain.understand(text, fresh))
})

test('only what is learnt from changes the key', () => {
  const key = trainingKey(shop)
  expect(trainingKey(structuredClone(shop))).toBe(key)
  const edited = { ...shop, rules: [], flows: [], articles: shop.articles.map((each) => ({ ...each, body: 'x' })) }
  expect(trainingKey(edited)).toBe(key)
  const [first, ...others] = shop.intents
  const renamed = first ? [{ ...first, id: 'other' }, ...others] : []
  expect(trainingKey({ ...shop, intents: renamed })).not.toBe(key)
  expect(trainingKey({ ...shop, intents: others })).not.toBe(key)
})

test('the report tells what was looked at', () => {
  const { report } = train(shop)
  expect(report.accuracy).toBeGreaterThan(0.5)
  expect(report.phrasings).toBeGreaterThan(10)
  expect(report.reliability).toHaveLength(10)
})

test('labels of agents are weighed in', () => {
  const labels = Array.from({ length: 60 }, (_, at) => ({ text: `what about the weather ${at}`, intent: null }))
  const model = recalibrate(train(shop), shop, labels)
  expect(model.report.labels).toBe(60)
  expect(recalibrate(model, shop, labels.slice(0, 50)).report.labels).toBe(50)
})
