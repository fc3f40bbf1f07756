import { expect } from 'chai'
import { speechOf } from '../locale/speech.ts'
import type { Message } from '../store/conversation.ts'
import { CUSTOMER, LogWriter } from '../testing/log.ts'
import { gistOf } from './gist.ts'

const gist = (body: Message['body'], locale: 'en' | 'zh-CN' = 'en'): string => {
  const message = new LogWriter().add('message', 0, CUSTOMER, body).events[0] as Message
  return gistOf(message, speechOf(locale).words)
}

describe('a message in one line', () => {
  it('is what it says, else what it brings: never nothing', () => {
    const attachments = [{ kind: 'voice' as const }, { kind: 'image' as const }]
    const place = { latitude: 31.2, longitude: 121.4 }
    expect(gist({ text: 'Look', attachments })).to.equal('Look')
    expect(gist({ text: '', attachments })).to.equal('Voice message, Picture')
    expect(gist({ text: '', attachments }, 'zh-CN')).to.equal('语音, 图片')
    expect(gist({ text: '', place })).to.equal('A place')
    expect(gist({ text: '', place: { ...place, name: '人民广场' } })).to.equal('人民广场')
    const files = [{ id: 'f_1', name: 'invoice.pdf', type: 'application/pdf', bytes: 9 }]
    expect(gist({ text: '', files })).to.equal('invoice.pdf')
  })
})
