import type { Settings } from '@baton/protocol'
import type { Env } from '../env.ts'
import { workspaceConfig } from '../http/workspace-config.ts'
import { isSame } from '../is-same.ts'
import { warn } from '../log.ts'
import type { FloorStore } from './store.ts'

/** Whose floor this is, and the settings it goes by. */
export class Premises {
  readonly #store: FloorStore
  readonly #env: Env
  #workspace: string
  #settings: Settings

  constructor(store: FloorStore, env: Env) {
    this.#store = store
    this.#env = env
    this.#workspace = store.workspace()
    this.#settings = store.settings()
  }

  get workspace(): string {
    return this.#workspace
  }

  get settings(): Settings {
    return this.#settings
  }

  /** Takes in what is known of them now, at most five seconds old; the last known do when Directory is silent. */
  async know(workspace: string): Promise<void> {
    if (this.#workspace !== workspace) {
      this.#store.saveWorkspace(workspace)
      this.#workspace = workspace
    }
    const config = await workspaceConfig(this.#env, workspace).catch((error: unknown) => {
      warn('floor.settings', error)
      return null
    })
    if (!config || isSame(config.settings, this.#settings)) return
    this.#store.saveSettings(config.settings)
    this.#settings = config.settings
  }
}
