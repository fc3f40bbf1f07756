import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of the models that the test files of one run share. */
    models: string
  }
}

/** Gives a run of the tests a folder for models, and throws it away: what trains may change from one run to the next. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const models = await mkdtemp(join(tmpdir(), 'baton-models-'))
  const clear = () => rm(models, { recursive: true, force: true })
  project.onTestsRerun(clear)
  project.provide('models', models)
  return clear
}
