import { expect, test } from 'vitest'
import { brainOf, shop, turn } from './fixtures/shop.ts'

const abroad = {
  id: 'abroad',
  locale: 'zh-CN' as const,
  title: '寄到台湾',
  scene: 'in-sale' as const,
  questions: ['寄台湾要几天', '能寄到台湾吗'],
  body: '可以寄台湾，五天送到。\n\n收件人的实名认证在易利委里做。',
  audience: 'public' as const,
}
const names = { ...abroad, id: 'names', title: '实名认证', questions: ['实名认证怎么做'], body: '在账户里做实名认证。' }
const brain = brainOf({ ...shop, articles: [...shop.articles, abroad, names] })
const after = (before: string, message: string) => turn(brain, message, { earlier: [before] })

test('a question that leans on the one before is answered from the same article', () => {
  expect(after('寄台湾要几天', '那实名认证呢')).toMatchObject({
    do: 'answer',
    citations: [{ article: 'abroad', passage: 1 }],
    why: expect.arrayContaining([{ step: 'retrieval', code: 'followed-up', detail: 'abroad' }]),
  })
})

test('the same words by themselves ask for something else', () => {
  expect(turn(brain, '实名认证怎么做')).toMatchObject({ citations: [{ article: 'names' }] })
  expect(after('寄台湾要几天', '实名认证怎么做')).toMatchObject({ citations: [{ article: 'names' }] })
})

test('what the article does not tell of is not answered from it', () => {
  const codes = (before: string, message: string) => after(before, message).why.map(({ code }) => code)
  expect(codes('寄台湾要几天', '那礼品包装呢')).not.toContain('followed-up')
  expect(codes('你好', '那实名认证呢')).not.toContain('followed-up')
  expect(codes('今天股市怎么样', '那实名认证呢')).not.toContain('followed-up')
})

test('a long message and a word of assent do not lean', () => {
  const long = `那${'我想问一下你们家的茶叶都有哪些品种'}实名认证呢`
  expect(after('寄台湾要几天', long).why.map(({ code }) => code)).not.toContain('followed-up')
  expect(after('寄台湾要几天', '好的').why.map(({ code }) => code)).not.toContain('followed-up')
})

const fee = { ...names, id: 'fee', title: '运费', questions: ['运费怎么算'], body: '运费十元起。' }
const taiwan = { ...abroad, body: '可以寄台湾，5–7 天送到，运费 35 元。' }
const priced = brainOf({ ...shop, articles: [...shop.articles, taiwan, fee] })

test.each(['多少钱', '那要几天', 'how long?', 'and how much is it?'])(
  '%j alone is asked of what was last spoken of, over others like it',
  (message) => {
    expect(turn(priced, message, { earlier: ['能寄到台湾吗', '多少钱'] })).toMatchObject({
      citations: [{ article: 'abroad' }],
      why: expect.arrayContaining([{ step: 'retrieval', code: 'followed-up', detail: 'abroad' }]),
    })
  },
)

test('with nothing spoken of, or nothing told of it, it stays a question by itself', () => {
  const codes = (earlier: string[], message: string) => turn(priced, message, { earlier }).why.map(({ code }) => code)
  expect(codes([], '多少钱')).not.toContain('followed-up')
  expect(codes(['你好'], '多少钱')).not.toContain('followed-up')
  expect(codes(['能寄到台湾吗'], '运费多少钱')).not.toContain('followed-up')
})
