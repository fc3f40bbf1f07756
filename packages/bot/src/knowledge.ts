import type { Flow, Intent, Pack } from '@baton/protocol'
import { buildEntityFinder, type EntityFinder } from './entities/finder.ts'
import { buildHanMender } from './han-slips.ts'
import { type Classifier, makeClassifier } from './intent/classifier.ts'
import { FeatureSpace, learnVocabulary } from './intent/features.ts'
import type { Model } from './intent/model.ts'
import { untrainedClassifier } from './intent/untrained.ts'
import { bare, normalise } from './normalise.ts'
import { buildSearch, type Search } from './retrieval/nearest.ts'
import { makeShelf, type Shelf } from './retrieval/shelf.ts'
import { type Door, makeDoor } from './screen/door.ts'
import { wordTerms } from './tokens.ts'
import { buildTopics, type Topics } from './topic.ts'
import { examplesOf } from './training/examples.ts'

/** A pack with everything computed that a message does not change. */
export interface Knowledge {
  pack: Pack
  /** Of what its intents are asked with: for telling whether a question was asked before. */
  space: FeatureSpace
  classify: Classifier
  search: Search
  /** A folded text with characters as they were meant that were typed by their sound. */
  mend: (folded: string) => string
  shelf: Shelf
  topics: Topics
  /** What every sentence passes before it is said. */
  door: Door
  entities: EntityFinder
  flows: ReadonlyMap<string, Flow>
  intents: ReadonlyMap<string, Intent>
  /** Flows that begin by asking for an entity of a type, in the pack's order: a bare number starts the first. */
  flowsTaking: (entity: string) => Flow[]
  /** The texts of the pack's own "talk to a person" button, as `bare` gives them. */
  buttons: ReadonlySet<string>
}

/** Makes everything of a pack and its trained model ready: linear in its text. */
export function learn(pack: Pack, model: Model | null): Knowledge {
  const examples = examplesOf(pack)
  const search = buildSearch(pack.articles, pack.synonyms)
  return {
    pack,
    space: new FeatureSpace(learnVocabulary(examples.map(({ folded }) => wordTerms(folded)))),
    classify: model
      ? makeClassifier(model, examples)
      : untrainedClassifier(
          pack.intents.map(({ id }) => id),
          examples,
        ),
    search,
    mend: buildHanMender(
      examples.map(({ folded }) => folded),
      search.hasPair,
    ),
    shelf: makeShelf(pack.articles),
    topics: buildTopics(pack, examples),
    door: makeDoor(pack),
    entities: buildEntityFinder(pack),
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
