import { buildAssets } from '@baton/box/assets'

/** Builds what the gateway serves to browsers, where its sources have changed. */
const built = await buildAssets()
console.log(built.length > 0 ? `Built: ${built.join(', ')}.` : 'Nothing has changed since the last build.')
