import type { SessionSnapshot } from '@baton/client'

/** Id of the case that waits for its rating, also when it was opened again since. */
export const ratingDue = ({ view }: SessionSnapshot): string | null =>
  view?.case?.summarised && !view.case.rated ? view.case.id : null
