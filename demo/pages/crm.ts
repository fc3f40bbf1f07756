import { html } from 'hono/html'
import type { Interaction } from '../data/contacts.ts'
import { type Customer, customerById } from '../data/customers.ts'
import { type FaultMode, faultModes } from '../fault.ts'
import { type Locale, localeNames, locales, texts } from '../locale.ts'
import type { Html } from './layout.ts'

interface Words {
  title: string
  lead: string
  contacts: string
  interactions: string
  none: string
  unknown: string
  bot: string
  since: string
  service: string
}

const WORDS: Record<Locale, Words> = {
  en: {
    title: 'Customer records',
    lead: 'What customer service has settled arrives here by itself.',
    contacts: 'Contacts',
    interactions: 'Interactions',
    none: 'Nothing yet. Close a case at the desk, and it is here.',
    unknown: 'A visitor',
    bot: 'the bot',
    since: 'since',
    service: 'This CRM',
  },
  'zh-CN': {
    title: '客户档案',
    lead: '客服处理完的会话会自动记录到这里。',
    contacts: '联系人',
    interactions: '服务记录',
    none: '还没有记录。在客服工作台结束一个会话，就会出现在这里。',
    unknown: '访客',
    bot: '机器人',
    since: '加入于',
    service: '这个 CRM',
  },
  'zh-TW': {
    title: '客戶檔案',
    lead: '客服處理完的對話會自動記錄到這裡。',
    contacts: '聯絡人',
    interactions: '服務紀錄',
    none: '還沒有紀錄。在客服工作台結束一個對話，就會出現在這裡。',
    unknown: '訪客',
    bot: '機器人',
    since: '加入於',
    service: '這個 CRM',
  },
}

export interface Records {
  contacts: readonly Customer[]
  interactions: readonly Interaction[]
}

export const crmPage = (locale: Locale, { contacts, interactions }: Records, fault: FaultMode): Html => {
  const words = WORDS[locale]
  const shop = texts[locale]
  return html`<!doctype html>
<html lang="${locale}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
    <meta name="color-scheme" content="light dark">
    <title>${words.title} · ${shop.shop}</title>
    <link rel="icon" href="/mark.svg" type="image/svg+xml">
    <link rel="stylesheet" href="/style/base.css">
    <link rel="stylesheet" href="/style/crm.css">
  </head>
  <body>
    <main id="main" class="crm">
      <header>
        <h1>${words.title}</h1>
        <p class="muted">${words.lead}</p>
      </header>
      <section aria-labelledby="interactions">
        <h2 id="interactions">${words.interactions}</h2>
        ${
          interactions.length === 0
            ? html`<p class="muted">${words.none}</p>`
            : html`<ul class="records">${interactions.map((each) => record(each, words, locale))}</ul>`
        }
      </section>
      <section aria-labelledby="contacts">
        <h2 id="contacts">${words.contacts}</h2>
        <ul class="contacts">${contacts.map(
          ({ name, tier, city, memberSince }) =>
            html`<li><strong>${name}</strong> <span class="muted">${tier} · ${city} · ${words.since} ${memberSince.slice(0, 4)}</span></li>`,
        )}</ul>
      </section>
      <footer>
        <form method="post" action="/demo/fault">
          <span id="service">${words.service}</span>
          <span class="modes" role="group" aria-labelledby="service">${faultModes.map(
            (mode) =>
              html`<button name="mode" value="${mode}" aria-pressed="${String(mode === fault)}">${shop.demo.fault[mode]}</button>`,
          )}</span>
        </form>
        <nav aria-label="${shop.language}">${locales.map(
          (each) =>
            html`<a href="/?lang=${each}" lang="${each}" hreflang="${each}" aria-current="${String(each === locale)}">${localeNames[each]}</a>`,
        )}</nav>
      </footer>
    </main>
  </body>
</html>`
}

const record = (each: Interaction, words: Words, locale: Locale): Html => {
  const closed = new Date(each.closedAt)
  const when = closed.toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Asia/Shanghai' })
  const who = customerById(each.hostId ?? '')?.name ?? words.unknown
  return html`<li>
  <p><strong>${who}</strong> <span class="muted"><time datetime="${closed.toISOString()}">${when}</time> · ${each.channels.join(', ')} · ${each.agents.join(', ') || words.bot}${each.score === null ? '' : html` · ${each.score}/5`}</span></p>
  <p>${each.want}</p>
  ${each.outcome === '' ? '' : html`<p class="muted">${each.outcome}</p>`}
</li>`
}
