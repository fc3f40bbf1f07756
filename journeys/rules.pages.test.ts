import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { Agent } from './agent.ts'
import { launch } from './browser.ts'
import { Customer, type Lang } from './customer.ts'
import { operatorOf } from './operator.ts'
import { Visitor } from './visitor.ts'

/** Instead of thirty: an operator may say how long a valued customer is left to the bot. */
const VALUED_AFTER_S = 2

const operator = operatorOf(inject('product'))
let browser: Browser
let before = 0
beforeAll(async () => {
  browser = await launch()
  const { number, rules } = await operator.rules()
  before = number
  const sooner = rules.map((rule) => (rule.id === 'valued-customer' ? { ...rule, delayS: VALUED_AFTER_S } : rule))
  await operator.changeRules(sooner, 'nobody waits for half a minute here')
})
afterAll(async () => {
  await operator.rollBackRules(before)
  await browser?.close()
})

async function visit(lang: Lang, id?: string): Promise<Customer> {
  const customer = await Customer.visit(browser, lang, id)
  await customer.openChat()
  return customer
}

describe('in English, with a supervisor at the desk', () => {
  let amy: Agent
  beforeAll(async () => {
    amy = await Agent.open(browser, 'en')
  })
  afterAll(() => amy?.leave())

  test('C10: an emergency goes in front of who came first', async () => {
    const first = new Visitor('en')
    await first.say('agent please')
    await first.waitsForPerson()
    const customer = await visit('en')
    await customer.say('the lamp I bought from you just caught fire')
    await customer.sees('You are at the front of the queue')
    await customer.sees('You are next')
    await expect.poll(() => first.session.snapshot.view?.queue?.position, { timeout: 20_000 }).toBe(2)

    await amy.signIn(3)
    await amy.sees('An emergency')
    await amy.sees('Priority 9')
    await amy.acceptByKey()
    await customer.sees('Amy joined')
    for (const text of ['An emergency', 'Kind of question: emergency']) await amy.sees(text)
    await amy.end('Alt+r', 'The lamp is taken back.')
    await customer.sees('How did we do?')
    await customer.leave()

    await amy.acceptByKey()
    await amy.end('Alt+r', 'Settled.')
    await expect.poll(() => first.session.snapshot.view?.case?.open, { timeout: 20_000 }).toBe(false)
    first.leave()
  })

  test('C1: a person is asked for, and told; C12: a bad rating alerts a supervisor, and a person is offered', async () => {
    const customer = await visit('en')
    await customer.say('agent please')
    await customer.sees('I am passing you to a person')
    await amy.sees('Asked for a person')
    await amy.acceptByKey()
    await amy.sees('Customer asks for a person')
    await amy.sees('agent please')
    await amy.end('Alt+r', 'Settled.')
    await customer.sees('How did we do?')
    await customer.rate(1, 'Slow', '')
    await customer.sees('I am sorry it went badly')
    await customer.widget.getByRole('button', { name: 'Talk to a person' }).last().waitFor()
    await amy.sees(/^Alert: .*Rated the service badly/)
    await customer.leave()
  })

  test('C8: a valued customer is offered a person a while later, whatever it is about', async () => {
    const customer = await visit('en', 'cus_sofia')
    await customer.say('How much is shipping?')
    await customer.sees('Sources')
    await customer.sees('As one of our most valued customers', 45_000)
    await customer.widget.getByRole('list', { name: 'Suggested replies' }).getByRole('button').click()
    await amy.acceptByKey()
    await amy.sees('The bot offered a person')
    await amy.sees(/A valued customer after 30 seconds/)
    await amy.end('Alt+r', 'Settled.')
    await customer.sees('How did we do?')
    await customer.leave()
  })
})

describe('in Chinese', () => {
  let mei: Agent
  beforeAll(async () => {
    mei = await Agent.open(browser, 'zh-CN')
    await mei.signIn(2)
  })
  afterAll(() => mei?.leave())

  test('C2: anger goes to a person at once, with the words that showed it', async () => {
    const customer = await visit('zh-CN')
    await customer.say('你们就是骗子')
    await customer.sees('很抱歉让你不愉快。现在由人工客服接手')
    await mei.sees('情绪不好')
    await mei.sees('优先级 5')
    await mei.acceptByKey()
    for (const text of ['顾客情绪激动', '情绪：愤怒', '骗子']) await mei.sees(text)
    await mei.end('Alt+r', '已道歉并说明。')
    await customer.sees('服务小结')
    await customer.leave()
  })

  test('C9: a high-risk operation is answered, and a person is one button away', async () => {
    const customer = await visit('zh-CN')
    await customer.say('我要退款')
    await customer.sees('每笔退款都由人工审核')
    await customer.sees('如果想和人工客服聊，点下面的按钮就行。')
    await customer.widget.getByRole('list', { name: '快捷回复' }).getByRole('button', { name: '转人工' }).click()
    await mei.acceptByKey()
    await mei.sees(/高风险操作/)
    await mei.end('Alt+r', '已登记退款。')
    await customer.sees('服务小结')
    await customer.leave()
  })

  test('C14: what the bot must not touch it refuses, and offers a person', async () => {
    const customer = await visit('zh-CN')
    await customer.say('这个枕头能治颈椎病吗')
    await customer.sees('这个话题我不能给建议，请向专业人士咨询。')
    await customer.widget.getByRole('list', { name: '快捷回复' }).getByRole('button', { name: '转人工' }).click()
    await mei.acceptByKey()
    await mei.sees(/机器人不得答复的话题/)
    await mei.end('Alt+r', '已说明。')
    await customer.sees('服务小结')
    await customer.leave()
  })
})
