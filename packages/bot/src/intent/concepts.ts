import { stem } from './stems.ts'

/**
 * What customers of any business speak of, and ways to say it in English and Chinese (simplified, as messages are
 * folded), parted by commas. By hand, from general knowledge of the languages; what one business alone sells or does
 * belongs in its pack. A way may say several, and need not be a synonym: it is evidence, which training weighs.
 */
const CONCEPTS: Readonly<Record<string, string>> = {
  waiting:
    'wait, pending, pend, processing, in progress, still, delay, delayed, late, slow, stuck, take long, taking forever, so long, too long, hold up, overdue, not yet, yet, 等, 还没, 一直, 迟迟, 太久, 很久, 好久, 慢, 延迟, 处理中, 未到',
  duration:
    'how long, how many days, how soon, how quickly, how fast, when, what time, timeframe, time frame, eta, day, days, hour, week, 多久, 多长, 几天, 什么时候, 何时, 啥时候, 几点, 多少天',
  arriving:
    'arrive, arrival, come, receive, deliver, delivery, get here, show up, turn up, reach, land, 到, 收到, 送到, 到货, 送达, 到账, 抵达',
  sending: 'send, ship, shipment, dispatch, post, mail, mailed, forward, 发, 寄, 发货, 寄出, 邮寄, 发出',
  lost: 'lose, miss, missing, disappear, vanish, gone, misplace, cannot find, not find, where my, 丢, 不见, 丢失, 找不到, 遗失, 没了, 弄丢, 消失',
  stolen: 'steal, theft, thief, rob, robbed, mug, 偷, 被盗, 盗',
  fraud:
    'fraud, fraudulent, scam, hack, suspicious, compromise, unauthorized, unauthorised, unknown, not recognize, not recognise, 诈骗, 骗, 骗子, 可疑, 盗刷',
  broken:
    'break, not work, stop work, fail to, damage, damaged, faulty, defective, out of order, crack, malfunction, 坏, 坏了, 破, 损坏, 破损, 故障, 不能用, 用不了, 没反应, 失灵',
  failing: 'fail, failure, unsuccessful, error, not go through, go wrong, crash, 失败, 出错, 报错, 不成功, 不了',
  refused:
    'refuse, reject, decline, deny, denied, not accept, turn down, block, blocked, not allow, 拒绝, 被拒, 拒, 驳回, 不让',
  money: 'money, cash, fund, funds, 钱, 现金, 款, 资金',
  amount: 'amount, sum, how much, total, 多少, 金额, 总额, 数额',
  price: 'price, cost, fee, charge, rate, expense, expensive, cheap, 价格, 价, 费用, 费, 收费, 价钱, 多少钱, 贵, 便宜',
  discount: 'discount, coupon, voucher, promo, promotion, offer, deal, sale, 优惠, 折扣, 打折, 券, 促销, 便宜点',
  paying: 'pay, payment, purchase, spend, transaction, checkout, 付, 支付, 付款, 买单, 结账, 交钱',
  buying: 'buy, purchase, order, shop, acquire, 买, 购买, 下单, 订购, 购',
  refunding: 'refund, money back, reimburse, reimbursement, return my money, chargeback, 退款, 退钱, 返还',
  returning: 'return, send back, give back, exchange, swap, replace, replacement, 退, 退货, 换, 换货, 退回, 更换',
  changing:
    'change, update, edit, modify, alter, amend, switch, adjust, correct, revise, reset, 改, 修改, 变更, 更改, 更新, 换成, 调整',
  cancelling:
    'cancel, cancellation, stop, undo, revert, reverse, terminate, end, close, delete, remove, unsubscribe, call off, 取消, 撤销, 撤回, 停, 关闭, 删除, 终止, 不要了, 删掉, 关掉',
  starting:
    'start, begin, open, activate, activation, enable, set up, setup, turn on, launch, register, sign up, 开, 打开, 开通, 激活, 启用, 启动, 开始, 注册',
  adding: 'add, include, extra, additional, attach, another, 加, 添加, 增加, 加上, 再来',
  why: 'why, how come, reason, what reason, explain, cause, 为什么, 为啥, 怎么会, 原因, 咋',
  how: 'how do, how can, how to, how would, what step, what way, procedure, process, instruction, steps, guide, 怎么, 如何, 怎样, 步骤, 流程, 咋',
  where: 'where, location, located, locate, place, near, nearby, nearest, find, 哪, 哪里, 哪儿, 在哪, 地点, 位置, 附近',
  who: 'who, whom, 谁',
  allowed:
    'can i, may i, am i able, be able, able to, be it possible, possible, allow, permit, let me, could i, 能, 可以, 可不可以, 能不能, 允许, 能否, 可否, 是否',
  unable:
    'cannot, can not, unable, not able, not let, impossible, not possible, could not, 不能, 无法, 没法, 不行, 没办法',
  wanting: 'want, need, like to, wish, require, desire, wanna, would like, prefer, 想, 要, 需要, 想要, 希望, 打算',
  having: 'have, own, possess, there any, be there, 有, 有没有',
  wrong:
    'wrong, incorrect, mistake, mistaken, inaccurate, error, not right, not correct, accident, accidentally, 错, 错误, 不对, 弄错, 有误, 搞错, 误',
  repeated: 'twice, double, duplicate, multiple, second time, again, repeat, two time, 重复, 两次, 两遍, 再次, 又',
  unexpected:
    'extra, unexpected, surprise, strange, weird, odd, not know, not make, not recognize, not recognise, not do, 奇怪, 莫名, 不是我, 意外',
  help: 'help, assist, assistance, support, advise, advice, 帮, 帮助, 帮忙, 协助, 求助',
  problem: 'problem, issue, trouble, matter, difficulty, go on, happen, 问题, 毛病, 麻烦, 怎么回事, 怎么了',
  asking:
    'question, ask, wonder, know, tell me, inform, information, info, detail, learn, 问, 请问, 咨询, 了解, 知道, 告诉, 想问, 信息',
  checking:
    'check, see, view, look, look up, track, trace, follow, status, monitor, verify, find out, show, display, 查, 查看, 看, 查询, 跟踪, 进度, 状态, 查一下, 看看, 显示',
  proving:
    'verify, verification, identity, identification, identify, prove, proof, id, confirm, confirmation, authenticate, validate, document, 验证, 身份, 证明, 证件, 确认, 认证, 核实',
  person:
    'human, agent, person, representative, someone, somebody, operator, staff, speak to, talk to, speak with, talk with, contact, reach out, 人工, 客服, 真人, 联系, 专员',
  calling: 'call, phone, ring, dial, 打电话, 电话, 致电, 拨打',
  mobile: 'phone, mobile, cell, cellphone, smartphone, telephone, handset, 手机, 电话, 号码',
  account: 'account, profile, membership, 账户, 账号, 帐号, 帐户',
  password: 'password, passcode, pin, code, login, log in, sign in, logon, 密码, 登录, 登陆, 口令, 验证码',
  forgetting: 'forget, not remember, cannot remember, not recall, 忘, 忘记, 忘了, 想不起',
  remembering: 'remind, reminder, remember, not forget, 提醒, 记得, 记住, 别忘',
  address: 'address, where i live, move, moved, relocate, residence, home, 地址, 搬家, 住址, 搬',
  abroad:
    'abroad, foreign, international, overseas, country, another country, travel, outside, 国外, 海外, 国际, 外国, 境外, 出国',
  limit:
    'limit, maximum, minimum, restriction, restrict, most, max, min, cap, allowance, 限制, 上限, 最多, 额度, 限额, 最低, 最高',
  kind: 'kind, type, sort, which, what kind, option, choice, variety, 哪种, 类型, 种类, 哪些, 哪个, 什么样, 选项',
  supported:
    'support, accept, available, work with, compatible, availability, offer, in stock, 支持, 接受, 适用, 有货, 现货',
  fast: 'fast, quick, quickly, urgent, urgently, asap, immediately, hurry, soon, instant, right away, express, expedite, rush, 快, 赶紧, 尽快, 马上, 加急, 急, 立即, 立刻, 赶快, 催',
  transferring: 'transfer, wire, move money, send money, 转账, 转, 汇款',
  ages: 'age, old, young, child, minor, kid, son, daughter, teenager, 年龄, 几岁, 孩子, 儿童',
  good: 'good, great, nice, well, excellent, happy, love, best, 好, 棒, 喜欢, 不错, 满意, 最好',
  bad: 'bad, terrible, poor, awful, unhappy, hate, worst, complain, complaint, disappointed, 差, 烂, 投诉, 不满, 糟, 讨厌, 失望',
  small: 'small, tight, little, less, short, 小, 少, 紧, 短',
  big: 'big, large, loose, more, long, 大, 多, 松, 长',
  thanks: 'thank, thanks, thx, cheers, appreciate, 谢, 谢谢, 感谢, 多谢',
  hello: 'hello, hi, hey, good morning, good afternoon, greeting, 你好, 您好, 早上好, 哈喽, 嗨',
  bill: 'bill, invoice, statement, receipt, 账单, 发票, 收据, 明细, 小票',
  increase: 'increase, raise, higher, more, up, grow, 提高, 增加, 加, 提升, 调高, 大点',
  decrease: 'decrease, reduce, lower, less, down, cut, 降低, 减少, 降, 调低, 小点, 减',
  today: 'today, now, current, currently, moment, present, tonight, 今天, 现在, 目前, 当前, 今日, 今晚',
  past: 'yesterday, ago, last, before, previous, previously, already, recent, recently, earlier, 昨天, 之前, 上次, 以前, 已经, 刚才, 刚刚, 前天, 最近',
  future: 'tomorrow, next, later, after, upcoming, future, soon, 明天, 以后, 下次, 之后, 将来, 后天, 接下来',
}

const HAN = /^\p{Script=Han}/u
/** The longest way to say a concept, in tokens: words or Han characters. */
const LONGEST = 4

/** Concepts by each way to say them: stems with a space between, or Han characters. */
const SAID = new Map<string, string[]>()
for (const [concept, ways] of Object.entries(CONCEPTS))
  for (const way of ways.split(', ')) {
    const key = way.split(' ').map(stem).join(' ')
    const known = SAID.get(key)
    if (!known) SAID.set(key, [concept])
    else if (!known.includes(concept)) known.push(concept)
  }

/** A concept, and the place of the first token that says it. */
export interface Said {
  concept: string
  at: number
}

/** Every concept that is said, given the stems of all tokens. Linear. */
export function conceptsOf(stems: readonly string[]): Said[] {
  const found: Said[] = []
  for (let at = 0; at < stems.length; at += 1) {
    let way = ''
    for (let end = at; end < Math.min(stems.length, at + LONGEST); end += 1) {
      way += end === at || HAN.test(way) ? (stems[end] ?? '') : ` ${stems[end]}`
      for (const concept of SAID.get(way) ?? []) found.push({ concept, at })
    }
  }
  return found
}
