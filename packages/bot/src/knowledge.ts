import type { Flow, Intent, Pack } from '@baton/protocol'
import { buildEntityFinder, type EntityFinder } from './entities.ts'
import { type Classifier, trainClassifier } from './intent/classifier.ts'
import { FeatureSpace } from './intent/features.ts'
import { bare, normalise } from './normalise.ts'
import { buildSearch, type Search } from './retrieval/nearest.ts'
import { makeShelf, type Shelf } from './retrieval/shelf.ts'
import { classifierTerms } from './tokens.ts'

/** A pack with everything computed that a message does not change. */
export interface Knowledge {
  pack: Pack
  space: FeatureSpace
  classify: Classifier
  search: Search
  shelf: Shelf
  entities: EntityFinder
  flows: ReadonlyMap<string, Flow>
  intents: ReadonlyMap<string, Intent>
  /** Flows that begin by asking for an entity of a type, in the pack's order: a bare number starts the first. */
  flowsTaking: (entity: string) => Flow[]
  /** The texts of the pack's own "talk to a person" button, as `bare` gives them. */
  buttons: ReadonlySet<string>
}

/** Learns a pack: linear in its text, but for training (see `trainSeparators`). */
export function learn(pack: Pack): Knowledge {
  const shown = pack.articles.filter(({ audience }) => audience === 'public')
  const texts = [
    ...pack.intents.flatMap(({ phrasings }) => Object.values(phrasings).flat()),
    ...shown.flatMap(({ title, questions }) => [title, ...questions]),
  ]
  const space = new FeatureSpace(texts.map((text) => classifierTerms(normalise(text).folded)))
  return {
    pack,
    space,
    classify: trainClassifier(pack, space),
    search: buildSearch(shown, space),
    shelf: makeShelf(shown),
    entities: buildEntityFinder(pack.entities),
    flows: new Map(pack.flows.map((each) => [each.id, each])),
    intents: new Map(pack.intents.map((each) => [each.id, each])),
    flowsTaking: (entity) =>
      pack.flows.filter(({ steps }) => {
        const first = steps.find((each) => each.do === 'ask')
        return first?.do === 'ask' && first.entity === entity
      }),
    buttons: new Set(Object.values(pack.wording.personButton).map((text) => bare(normalise(text).folded))),
  }
}
