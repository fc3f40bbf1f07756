import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Speech } from '../locale/speech.ts'
import type { Preferences } from '../store/preferences.ts'
import { ask } from '../store/request.ts'
import { controls } from '../theme/controls.styles.ts'
import { icons } from '../theme/icons.ts'
import { type Listening, listenTo, microphoneCode, playTone } from './devices.ts'
import './meter.ts'
import { shareOf } from './meter.ts'
import type { MicrophoneCode, SoundDevice, SoundDevices, Voice } from './voice.ts'

const EVERY_MS = 100
/** As long as nothing above a whisper is heard, after this time it is said so. */
const SILENT_MS = 4_000
const WHISPER = 0.15

/** Which microphone and speaker calls use on this device, and whether they work. */
@customElement('desk-sound-test')
export class DeskSoundTest extends LitElement {
  static override styles = [
    controls,
    css`
      :host {
        display: grid;
        gap: 8px;
      }

      label {
        display: grid;
        gap: 2px;
      }

      select {
        width: 100%;
        min-height: 36px;
        padding: 4px 8px;
      }

      .row {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        align-items: center;
      }

      desk-meter {
        flex: 1;
      }
    `,
  ]

  @state() private devices: SoundDevices = { microphones: [], speakers: [] }
  @state() private listening: Listening | null = null
  @state() private isSilent = false
  @state() private problem: MicrophoneCode | null = null

  @property({ attribute: false }) speech: Speech | null = null
  @property({ attribute: false }) preferences: Preferences | null = null

  #timer: ReturnType<typeof setInterval> | undefined
  #stop = () => {}

  override connectedCallback(): void {
    super.connectedCallback()
    void this.updateComplete.then(() =>
      ask(this, {
        type: 'voice',
        use: (voice) => {
          if (this.isConnected) this.#stop = voice.onDevicesChange(() => this.#look(voice))
          this.#look(voice)
        },
      }),
    )
  }

  override disconnectedCallback(): void {
    this.#stop()
    this.#end()
    super.disconnectedCallback()
  }

  async #look(voice: Voice): Promise<void> {
    this.devices = await voice.listDevices()
  }

  #end(): void {
    clearInterval(this.#timer)
    this.listening?.stop()
    this.listening = null
    this.isSilent = false
  }

  async #begin(): Promise<void> {
    this.#end()
    this.problem = null
    try {
      const listening = await listenTo(this.preferences?.microphone ?? null)
      if (!this.isConnected) return listening.stop()
      this.listening = listening
      let heardAt = Date.now()
      this.#timer = setInterval(() => {
        const level = listening.level()
        if (shareOf(level) > WHISPER) heardAt = Date.now()
        this.isSilent = Date.now() - heardAt > SILENT_MS
        this.renderRoot.querySelector('desk-meter')?.push(level)
      }, EVERY_MS)
      // Names of devices are told only now.
      ask(this, { type: 'voice', use: (voice) => void this.#look(voice) })
    } catch (error) {
      this.problem = microphoneCode(error)
    }
  }

  #choose(kind: 'microphone' | 'speaker', value: string): void {
    const device = value === '' ? null : value
    ask(this, { type: 'prefer', change: { [kind]: device } })
    ask(this, {
      type: 'phone',
      use: (call) => void (kind === 'microphone' ? call.useMicrophone(device) : call.useSpeaker(device)),
    })
    if (kind === 'microphone' && this.listening) void this.updateComplete.then(() => this.#begin())
  }

  #renderChoice(
    kind: 'microphone' | 'speaker',
    devices: readonly SoundDevice[],
    chosen: string | null,
    speech: Speech,
  ): TemplateResult {
    const { devices: words } = speech.words.calls
    return html`<label>
      ${words[kind]}
      <select
        class=${kind}
        @change=${({ currentTarget: at }: Event) => at instanceof HTMLSelectElement && this.#choose(kind, at.value)}
      >
        <option value="" ?selected=${chosen === null}>${words.system}</option>
        ${devices.map(({ id, label }, index) => html`<option value=${id} ?selected=${id === chosen}>${label || words.nameless(index + 1)}</option>`)}
      </select>
    </label>`
  }

  override render(): TemplateResult | typeof nothing {
    const { speech, preferences } = this
    if (!speech || !preferences) return nothing
    const { calls } = speech.words
    const { devices: words } = calls
    const { microphones, speakers } = this.devices
    return html`
      ${this.#renderChoice('microphone', microphones, preferences.microphone, speech)}
      <div class="row">
        ${
          this.listening
            ? html`<button class="button listen" @click=${() => this.#end()}>${words.stop}</button>
                <desk-meter .label=${calls.levels.microphone}></desk-meter>`
            : html`<button class="button listen" @click=${() => this.#begin()}>${icons.microphone}${words.listen}</button>`
        }
      </div>
      ${this.listening ? html`<p class="small muted" role="status">${this.isSilent ? words.silent : words.speak}</p>` : nothing}
      ${this.problem ? html`<p class="small" role="alert">${calls.problems[this.problem]}</p>` : nothing}
      ${
        speakers.length > 0
          ? this.#renderChoice('speaker', speakers, preferences.speaker, speech)
          : html`<p class="small muted">${words.noChoice}</p>`
      }
      <div class="row">
        <button class="button tone" @click=${() => void playTone(preferences.speaker)}>${icons.sound}${words.tone}</button>
      </div>
    `
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-sound-test': DeskSoundTest
  }
}
