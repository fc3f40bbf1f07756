import { type Row, told } from '@baton/bench/row'
import { ranker, train } from '@baton/bot/training'
import { mean } from '../accuracy.ts'
import { type AtBar, atBar } from '../at-bar.ts'
import type { Data } from '../data.ts'
import { type Labelled, lessonsOf } from '../lessons.ts'

/** Two domains of CLINC150: intents of one business, so that those held out are near to those taught. */
const DOMAINS = {
  banking:
    'transfer transactions balance freeze_account pay_bill bill_balance bill_due interest_rate routing min_payment order_checks pin_change report_fraud account_blocked spending_history',
  'credit cards':
    'credit_score report_lost_card credit_limit rewards_balance new_card application_status card_declined international_fees apr redeem_rewards credit_limit_change damaged_card replacement_card_duration improve_credit_score expiration_date',
}
const PARTS = 3
/** As many as the bar is set for. */
const OUTSIDE_SHARE = 0.4

/** What the bot does with questions about its own business that it was not taught: a third of a domain is left out in turn. */
export async function nearMisses(data: Data): Promise<Row[]> {
  const taught = await data.jsonLines<Labelled>('clinc150/train.jsonl')
  const asked = await data.jsonLines<Labelled>('clinc150/val.jsonl')
  return Object.entries(DOMAINS).flatMap(([domain, names]) => {
    const intents = names.split(' ')
    const seen = Array.from({ length: PARTS }, (_, part): AtBar => {
      const left = new Set(intents.filter((_, at) => at % PARTS === part))
      const isOurs = ({ intent }: Labelled) => intents.includes(intent) && !left.has(intent)
      const lessons = lessonsOf(taught.filter(isOurs))
      const outside = asked.filter(({ intent }) => left.has(intent))
      return atBar(ranker(train(lessons), lessons), asked.filter(isOurs), outside, OUTSIDE_SHARE)
    })
    const name = `near misses, clinc150 ${domain}`
    return [
      told(`${name}: kept`, mean(seen.map(({ kept }) => kept)), '%'),
      told(`${name}: refused`, mean(seen.map(({ refused }) => refused)), '%'),
      told(`${name}: precision`, mean(seen.map(({ precision }) => precision)), '%'),
    ]
  })
}
