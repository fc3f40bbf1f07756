import { APPS, LOCALE, text } from './texts.js'
import { voiceOf } from './voice.js'

const LOOK_MS = 1_000
/** The most that is sent: what the least of the apps takes. */
const MAX_BYTES = 10 * 1024 * 1024

const find = (selector) => document.querySelector(selector)
const [apps, phone, rows, choices, words, mood, file, status] = [
  '.apps',
  '.phone',
  '.rows',
  '.choices',
  '#words',
  '.mood',
  'input[type=file]',
  '.status',
].map(find)

document.documentElement.lang = LOCALE
document.title = text.title
for (const each of document.querySelectorAll('[data-text]')) each.textContent = text[each.dataset.text]
for (const each of document.querySelectorAll('[data-label]')) each.ariaLabel = text[each.dataset.label]
words.placeholder = text.words

let lines = []
let vendor = location.hash.slice(1)
let drawn = ''

function element(tag, className, ...inside) {
  const made = document.createElement(tag)
  if (className) made.className = className
  made.append(...inside)
  return made
}

async function post(act, body) {
  await fetch(`/lines/${vendor}/${act}`, { method: 'POST', body: JSON.stringify(body) })
  await look()
}

const say = (what) => Promise.all([post('say', what), look()])

async function look() {
  try {
    lines = await (await fetch('/lines')).json()
  } catch {
    status.textContent = text.broken
    drawn = ''
    return
  }
  if (!lines.some((line) => line.vendor === vendor)) vendor = lines[0].vendor
  draw()
}

/** Redrawn only when something is new: who reads or selects is not disturbed. */
function draw() {
  const now = JSON.stringify([vendor, lines])
  if (now === drawn) return
  drawn = now
  drawApps()
  const line = lines.find((each) => each.vendor === vendor)
  phone.dataset.vendor = vendor
  phone.ariaLabel = APPS[vendor]
  find('.business').textContent = line.name
  status.textContent = line.mood === 'blocked' ? text.blocked : line.isTyping ? text.typing : ''
  drawMood(line)
  find('.who').replaceChildren(line.person, ' ', element('code', '', line.address))
  rows.replaceChildren(...line.rows.map(drawRow))
  if (line.rows.length === 0) rows.append(element('div', 'empty', text.empty))
  rows.scrollTop = rows.scrollHeight
  const last = line.rows.at(-1)
  choices.replaceChildren(...(last?.by === 'them' ? last.choices : []).map(drawChoice))
}

function drawApps() {
  if (apps.childElementCount === 0) {
    apps.append(
      ...lines.map((line) => {
        const tab = element('button', '', element('i', 'dot'), APPS[line.vendor])
        Object.assign(tab, { type: 'button', role: 'tab' })
        tab.dataset.vendor = line.vendor
        tab.addEventListener('click', () => open(line.vendor))
        return tab
      }),
    )
  }
  for (const tab of apps.children) {
    const isOpen = tab.dataset.vendor === vendor
    tab.ariaSelected = String(isOpen)
    tab.tabIndex = isOpen ? 0 : -1
  }
}

function open(chosen) {
  vendor = chosen
  history.replaceState(null, '', `#${chosen}`)
  draw()
}

function drawMood(line) {
  mood.replaceChildren(
    ...line.moods.map((each) => Object.assign(element('option', '', text.moods[each]), { value: each })),
  )
  mood.value = line.mood
}

function drawRow({ by, at, texts, files, place, isAccepted }) {
  const bubble = element('div', 'bubble', ...texts.map((each) => element('p', '', ...linked(each))))
  bubble.append(...files.map((name) => element('p', 'thing', `${text.attached}: ${name}`)))
  if (place) {
    const where = place.name ?? `${place.latitude}, ${place.longitude}`
    bubble.append(element('p', 'thing', `${text.spot}: ${where}`))
  }
  const clock = new Intl.DateTimeFormat(LOCALE, { hour: '2-digit', minute: '2-digit' }).format(at)
  const became = isAccepted === false ? text.unheard : isAccepted === null ? text.sending : clock
  return element('div', `${by}${isAccepted === false ? ' unheard' : ''}`, bubble, element('small', '', became))
}

/** Links to this machine can be opened; the others would leave it. */
function linked(words) {
  return words.split(/(http:\/\/(?:127\.0\.0\.1|localhost):\S+)/).map((part, index) => {
    if (index % 2 === 0) return part
    return Object.assign(element('a', '', part), { href: part, target: '_blank', rel: 'noopener' })
  })
}

function drawChoice(label) {
  const button = Object.assign(element('button', '', label), { type: 'button' })
  button.addEventListener('click', () => say({ tap: label }))
  return button
}

apps.addEventListener('keydown', ({ key }) => {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[key]
  if (!step) return
  const at = lines.findIndex((line) => line.vendor === vendor)
  open(lines.at((at + step) % lines.length).vendor)
  apps.querySelector('[aria-selected=true]').focus()
})

find('.writing').addEventListener('submit', (event) => {
  event.preventDefault()
  const said = words.value.trim()
  if (said === '') return
  words.value = ''
  say({ text: said })
})

mood.addEventListener('change', () => post('mood', { mood: mood.value }))
find('.person').addEventListener('click', () => post('person', {}))

const base64 = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
const KINDS = { image: 'image', audio: 'voice', video: 'video' }

find('.sheet').addEventListener('click', ({ target }) => {
  const what = target.dataset.send
  if (!what) return
  find('.sheet').hidePopover()
  if (what === 'file') file.click()
  if (what === 'place') say({ place: { latitude: 31.2304, longitude: 121.4737, name: '人民广场' } })
  if (what === 'voice') {
    const { bytes, ...voice } = voiceOf(vendor)
    say({ media: { kind: 'voice', ...voice, base64: base64(bytes) } })
  }
})

file.addEventListener('change', async () => {
  const chosen = file.files[0]
  file.value = ''
  if (!chosen || chosen.size > MAX_BYTES) return
  const type = chosen.type || 'application/octet-stream'
  const kind = KINDS[type.split('/')[0]] ?? 'file'
  say({ media: { kind, type, name: chosen.name, base64: base64(new Uint8Array(await chosen.arrayBuffer())) } })
})

await look()
setInterval(() => document.visibilityState === 'visible' && look(), LOOK_MS)
