import type { SessionSnapshot } from '@baton/client'

/** Whether the case that was closed last waits for its rating. */
export const ratingDue = ({ view }: SessionSnapshot): boolean => view?.case?.open === false && !view.case.rated
