import { expect } from 'chai'
import { dictionaries } from '../locale/locale.ts'
import { speechOf } from '../locale/speech.ts'
import { evidenceWords, ruleWords, telling } from './rule-words.ts'

const { en, 'zh-CN': zhCN, 'zh-TW': zhTW } = dictionaries

describe('why a rule fired', () => {
  it('says what a fact is and what it was, in every language', () => {
    const emergency = { fact: 'intent.tags', value: 'emergency, complaint', words: ['emergency'] }
    expect(evidenceWords(emergency, en)).to.equal('Kind of question: emergency, complaint or dispute')
    expect(evidenceWords(emergency, zhCN)).to.equal('问题性质：紧急情况, 投诉或纠纷')
    expect(evidenceWords({ fact: 'mood.trend', value: 'falling', words: [] }, zhTW)).to.equal('情緒走向：越來越差')
    expect(evidenceWords({ fact: 'turn.failure', value: 'timeout', words: [] }, zhCN)).to.equal('出错的是：作答超时')
    expect(evidenceWords({ fact: 'message.marks', value: 'card', words: [] }, en)).to.equal(
      'Sensitive data: card number',
    )
    expect(evidenceWords({ fact: 'intent.flagged', value: true, words: [] }, en)).to.equal(
      'Flagged: the bot is not capable of this',
    )
  })

  it('writes numbers to be read', () => {
    expect(evidenceWords({ fact: 'intent.confidence', value: 0.7312455, words: [] }, en)).to.equal('Confidence: 73%')
    expect(evidenceWords({ fact: 'mood.score', value: -0.6000001, words: [] }, en)).to.equal('Mood from −1 to 1: -0.6')
    expect(evidenceWords({ fact: 'case.misses', value: 3, words: [] }, en)).to.equal('Turns not understood: 3')
  })

  it('calls what the host site says as the site calls it, and has no words for what is later than it', () => {
    expect(evidenceWords({ fact: 'attribute.memberSince', value: '2021', words: [] }, en)).to.equal(
      'Member since: 2021',
    )
    expect(evidenceWords({ fact: 'attribute.shoe_size', value: 43, words: [] }, en)).to.equal('shoe size: 43')
    expect(evidenceWords({ fact: 'moon.phase', value: 'full', words: [] }, en)).to.equal('moon phase: full')
  })

  it('quotes the customer, and not the names of tags', () => {
    const evidence = [
      { fact: 'intent.tags', value: 'emergency', words: ['emergency'] },
      { fact: 'mood.level', value: 'angry', words: ['scammers'] },
    ]
    expect(telling(evidence).map(({ words }) => words)).to.deep.equal([[], ['scammers']])
  })

  it('names the gateway’s own rules', () => {
    expect(ruleWords({ rule: 'flow-handoff' }, speechOf('zh-CN'))).to.equal('机器人办理到最后需要人工')
  })
})
